using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Overture.Server.Workspaces;

/// <summary>The workspaces.</summary>
internal sealed class WorkspaceTable : IEntityTypeConfiguration<WorkspaceRow>
{
    public void Configure(EntityTypeBuilder<WorkspaceRow> builder) => builder.ToTable("workspaces");
}
