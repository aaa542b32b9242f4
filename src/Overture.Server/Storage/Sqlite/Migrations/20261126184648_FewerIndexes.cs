using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Overture.Server.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class FewerIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_invitations_number",
                table: "invitations");

            migrationBuilder.DropIndex(
                name: "one_live_invitation",
                table: "invitations");

            migrationBuilder.CreateIndex(
                name: "one_live_invitation",
                table: "invitations",
                columns: new[] { "account_id", "person_id" },
                unique: true,
                filter: "(state = 'sending' OR state = 'unknown' OR state = 'pending')");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "one_live_invitation",
                table: "invitations");

            migrationBuilder.CreateIndex(
                name: "IX_invitations_number",
                table: "invitations",
                column: "number",
                filter: "number IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "one_live_invitation",
                table: "invitations",
                columns: new[] { "account_id", "person_id" },
                unique: true,
                filter: "state IN ('sending','unknown','pending')");
        }
    }
}
