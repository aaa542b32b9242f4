using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace Overture.Server.Storage.Sqlite;

/// <summary>
/// Stores the rows of a table in the order of its key, where the key is not a single number: a row is then one entry of
/// one tree, instead of an entry of the table and another of the key's index.
/// </summary>
internal sealed class SqliteTableWriter(
    MigrationsSqlGeneratorDependencies dependencies, IRelationalAnnotationProvider annotations)
    : SqliteMigrationsSqlGenerator(dependencies, annotations)
{
    private const string NumberType = "INTEGER";

    protected override void Generate(
        CreateTableOperation operation, IModel? model, MigrationCommandListBuilder builder, bool terminate = true)
    {
        base.Generate(operation, model, builder, terminate: false);
        if (!IsKeyedByNumber(operation)) builder.Append(" WITHOUT ROWID");
        if (!terminate) return;
        builder.AppendLine(";");
        EndStatement(builder);
    }

    private static bool IsKeyedByNumber(CreateTableOperation operation) =>
        operation.PrimaryKey is not { } key
        || (key.Columns is [var only]
            && operation.Columns.First(column => column.Name == only).ColumnType == NumberType);
}
