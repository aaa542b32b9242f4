using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Overture.Server.Workspaces;

/// <summary>The keys of all workspaces.</summary>
internal sealed class ApiKeyTable : IEntityTypeConfiguration<ApiKeyRow>
{
    public void Configure(EntityTypeBuilder<ApiKeyRow> builder)
    {
        builder.ToTable("api_keys");
        builder.HasIndex(row => row.Hash).IsUnique();
        builder.HasOne<WorkspaceRow>().WithMany().HasForeignKey(row => row.WorkspaceId);
    }
}
