using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using Overture.Server.Hosting;

namespace Overture.Tests.House;

/// <summary>
/// What nodes say to each other outlives a version: while a cluster is renewed, old and new nodes talk. Names and
/// numbers therefore stand in a file, and a change of it is seen in review.
/// </summary>
public sealed class GrainContractTests
{
    private static readonly Type[] All = typeof(ServerHost).Assembly.GetTypes();

    private static readonly List<Type> Grains = All
        .Where(type => type.IsInterface && typeof(Orleans.IGrain).IsAssignableFrom(type))
        .OrderBy(type => type.FullName, StringComparer.Ordinal).ToList();

    private static readonly List<Type> Travelling = All
        .Where(type => type.IsDefined(typeof(Orleans.GenerateSerializerAttribute), inherit: false))
        .OrderBy(type => type.FullName, StringComparer.Ordinal).ToList();

    [Fact]
    public void Grains_and_their_methods_have_aliases()
    {
        Assert.NotEmpty(Grains);
        Findings.None(Grains.SelectMany(grain => grain.GetMethods().Cast<MemberInfo>().Prepend(grain))
            .Where(member => AliasOf(member) is null)
            .Select(member => $"{member.DeclaringType?.Name ?? "grain"} {member.Name} has no [Alias]"));
    }

    [Fact]
    public void What_travels_between_grains_has_an_alias_and_numbered_members()
    {
        Assert.NotEmpty(Travelling);
        Findings.None(Travelling.Where(type => AliasOf(type) is null).Select(type => $"{type.Name} has no [Alias]"));
        Findings.None(Travelling.SelectMany(StoredMembers)
            .Where(member => IdOf(member) is null)
            .Select(member => $"{member.DeclaringType!.Name}.{member.Name} has no [Id]"));
        Findings.None(Travelling.SelectMany(type => StoredMembers(type)
            .GroupBy(IdOf).Where(group => group.Count() > 1)
            .Select(group => $"{type.Name}: [Id({group.Key})] is used {group.Count()} times")));
    }

    [Fact]
    public void Aliases_are_used_once() => Findings.None(Grains.Concat(Travelling)
        .GroupBy(AliasOf).Where(group => group.Count() > 1)
        .Select(group => $"{group.Key} names {string.Join(", ", group)}"));

    [Fact]
    public void The_contract_is_the_one_on_record() =>
        Repository.IsCurrent("tests/Overture.Tests/House/grain-contract.txt", Render());

    private static string Render()
    {
        var text = new StringBuilder();
        foreach (var grain in Grains)
        {
            text.Append(CultureInfo.InvariantCulture, $"grain {AliasOf(grain)} ({grain.Name})\n");
            foreach (var method in grain.GetMethods().OrderBy(AliasOf, StringComparer.Ordinal))
            {
                var parameters = string.Join(
                    ", ", method.GetParameters().Select(parameter => NameOf(parameter.ParameterType)));
                text.Append(
                    CultureInfo.InvariantCulture, $"  {AliasOf(method)}({parameters}): {NameOf(method.ReturnType)}\n");
            }
        }

        foreach (var type in Travelling)
        {
            text.Append(CultureInfo.InvariantCulture, $"\ntype {AliasOf(type)} ({type.Name})\n");
            foreach (var member in StoredMembers(type).OrderBy(IdOf))
            {
                text.Append(
                    CultureInfo.InvariantCulture, $"  {IdOf(member)} {member.Name}: {NameOf(TypeOf(member))}\n");
            }
        }

        return text.ToString();
    }

    private static IEnumerable<MemberInfo> StoredMembers(Type type)
    {
        const BindingFlags Instance =
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var local = type.GetFields(Instance).Where(field => field.IsDefined(typeof(NonSerializedAttribute)))
            .Select(field => field.Name).ToList();
        return type.GetProperties(Instance)
            .Where(property => property.CanWrite && !local.Contains($"<{property.Name}>k__BackingField"))
            .Cast<MemberInfo>()
            .Concat(type.GetFields(Instance).Where(field => !field.IsDefined(typeof(CompilerGeneratedAttribute))));
    }

    private static Type TypeOf(MemberInfo member) =>
        member is PropertyInfo property ? property.PropertyType : ((FieldInfo)member).FieldType;

    private static string? AliasOf(MemberInfo member) => member.GetCustomAttribute<Orleans.AliasAttribute>()?.Alias;

    private static uint? IdOf(MemberInfo member) => member.GetCustomAttribute<Orleans.IdAttribute>()?.Id;

    private static string NameOf(Type type) => type switch
    {
        _ when AliasOf(type) is { } alias => alias,
        { IsArray: true } => $"{NameOf(type.GetElementType()!)}[]",
        { IsGenericType: true } =>
            $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>",
        _ => type.Name,
    };

    /// <summary>
    /// The silo prints the arguments of a late call into its log; what a record's own text would show must not get
    /// there.
    /// </summary>
    [Fact]
    public void What_travels_to_a_grain_says_in_a_log_only_what_it_is() => Findings.None(
        typeof(Overture.Server.Hosting.ServerHost).Assembly.GetTypes()
            .Where(type => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false))
            .Where(type => type.GetMethod(nameof(ToString), Type.EmptyTypes) is not { } text
                || text.DeclaringType != type
                || text.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute), inherit: false))
            .Select(type => $"{type.Name} has no ToString of its own"));
}
