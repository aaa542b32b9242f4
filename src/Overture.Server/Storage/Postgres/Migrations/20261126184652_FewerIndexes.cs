using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Overture.Server.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class FewerIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // one_live_invitation stays as it is: its condition is the same in other words, and PostgreSQL reads both alike.
            migrationBuilder.DropIndex(
                name: "IX_invitations_number",
                table: "invitations");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_invitations_number",
                table: "invitations",
                column: "number",
                filter: "number IS NOT NULL");
        }
    }
}
