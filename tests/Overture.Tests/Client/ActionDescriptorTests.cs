using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json.Serialization.Metadata;
using Overture.Client.Contract;

namespace Overture.Tests.Client;

public sealed class ActionDescriptorTests
{
    public static TheoryData<string> Names => [.. NetworkActions.All.Select(action => action.Name)];

    [Fact]
    public void Every_action_has_a_name_of_its_own() =>
        Assert.Distinct(NetworkActions.All.Select(action => (action.Category, action.Name)));

    [Fact]
    public void Every_descriptor_is_in_the_list()
    {
        var declared = typeof(NetworkActions).Assembly.GetExportedTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Where(field => field.FieldType.IsAssignableTo(typeof(ActionDescriptor)))
            .Select(field => ((ActionDescriptor)field.GetValue(null)!).Name);

        Assert.Equal(
            declared.Order(StringComparer.Ordinal),
            NetworkActions.All.Select(action => action.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_descriptor_is_complete(string name)
    {
        var action = Find(name);

        Assert.Matches("^[A-Z][^.]*[.]$", action.Summary);
        Assert.Equal(NetworkActions.Category, action.Category);
        Assert.Matches("^[a-z]+(_[a-z]+)*$", action.Name);
        Assert.Equal(action.GetType().GenericTypeArguments[1], action.Answers[0].Data);
        Assert.All(action.Answers, answer => Assert.EndsWith(".", answer.When, StringComparison.Ordinal));
        Assert.Distinct(action.Reasons.Concat(ActionDescriptor.Shared));
        Assert.Equal(action.Kind != ActionKind.Read, action.TakesIdempotencyKey);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_contracts_json_knows_every_type_of_an_action(string name)
    {
        var action = Find(name);

        Assert.NotNull(TypeInfo(action.Params));
        Assert.NotNull(TypeInfo(typeof(ActionRequest<>).MakeGenericType(action.Params)));
        Assert.All(
            action.Answers,
            answer => Assert.NotNull(TypeInfo(typeof(SuccessEnvelope<>).MakeGenericType(answer.Data))));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_text_list_and_number_of_the_parameters_has_bounds(string name) => Assert.All(
        Find(name).Params.GetProperties().Where(property => IsBounded(property.PropertyType)),
        property => Assert.NotEmpty(property.GetCustomAttributes<ValidationAttribute>()));

    private static bool IsBounded(Type type) =>
        type == typeof(string) || type == typeof(int?) || type.IsAssignableTo(typeof(System.Collections.IEnumerable));

    private static ActionDescriptor Find(string name) => NetworkActions.All.Single(action => action.Name == name);

    private static JsonTypeInfo? TypeInfo(Type type) => ContractJson.Default.GetTypeInfo(type);
}
