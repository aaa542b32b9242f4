using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Overture.Server.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Limits : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "note_dropped",
                table: "invitations",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "operation_id",
                table: "invitations",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "overridden_claim",
                table: "invitations",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "note_dropped",
                table: "idempotency_keys",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "own_limits",
                table: "accounts",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "queue_at",
                table: "accounts",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "audit",
                columns: table => new
                {
                    chain = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    workspace_id = table.Column<string>(type: "text", nullable: true),
                    api_key_id = table.Column<string>(type: "text", nullable: true),
                    act = table.Column<string>(type: "text", nullable: false),
                    person = table.Column<string>(type: "text", nullable: true),
                    decision = table.Column<string>(type: "text", nullable: false),
                    rule = table.Column<string>(type: "text", nullable: true),
                    invitation_id = table.Column<string>(type: "text", nullable: true),
                    operation_id = table.Column<string>(type: "text", nullable: true),
                    note_hash = table.Column<string>(type: "text", nullable: true),
                    hash = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit", x => new { x.chain, x.number });
                });

            migrationBuilder.CreateTable(
                name: "breakers",
                columns: table => new
                {
                    account_id = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    answers = table.Column<int>(type: "integer", nullable: false),
                    sample = table.Column<string>(type: "text", nullable: true),
                    opened_at = table.Column<long>(type: "bigint", nullable: true),
                    updated_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_breakers", x => x.account_id);
                    table.ForeignKey(
                        name: "FK_breakers_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "cooldowns",
                columns: table => new
                {
                    account_id = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    until = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cooldowns", x => new { x.account_id, x.kind });
                    table.ForeignKey(
                        name: "FK_cooldowns_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "do_not_contact",
                columns: table => new
                {
                    list = table.Column<string>(type: "text", nullable: false),
                    person_id = table.Column<string>(type: "text", nullable: false),
                    public_identifier = table.Column<string>(type: "text", nullable: false),
                    comment = table.Column<string>(type: "text", nullable: true),
                    api_key_id = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_do_not_contact", x => new { x.list, x.person_id });
                });

            migrationBuilder.CreateTable(
                name: "operations",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false),
                    workspace_id = table.Column<string>(type: "text", nullable: false),
                    account_id = table.Column<string>(type: "text", nullable: false),
                    api_key_id = table.Column<string>(type: "text", nullable: false),
                    who = table.Column<string>(type: "text", nullable: false),
                    slug = table.Column<string>(type: "text", nullable: true),
                    member_id = table.Column<string>(type: "text", nullable: true),
                    note = table.Column<string>(type: "text", nullable: true),
                    note_policy = table.Column<string>(type: "text", nullable: false),
                    overrides_claim = table.Column<bool>(type: "boolean", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    position = table.Column<long>(type: "bigint", nullable: false),
                    not_before = table.Column<long>(type: "bigint", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    invitation_id = table.Column<string>(type: "text", nullable: true),
                    note_dropped = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    updated_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_operations", x => x.id);
                    table.ForeignKey(
                        name: "FK_operations_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "seen_invitations",
                columns: table => new
                {
                    account_id = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    person_id = table.Column<string>(type: "text", nullable: false),
                    seen_at = table.Column<long>(type: "bigint", nullable: false),
                    looked_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_seen_invitations", x => new { x.account_id, x.number });
                    table.ForeignKey(
                        name: "FK_seen_invitations_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "invitations_of_account",
                table: "invitations",
                columns: new[] { "account_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "invitations_of_person",
                table: "invitations",
                columns: new[] { "person_id", "workspace_id" });

            migrationBuilder.CreateIndex(
                name: "accounts_with_a_queue",
                table: "accounts",
                column: "queue_at",
                filter: "queue_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_do_not_contact_list_public_identifier",
                table: "do_not_contact",
                columns: new[] { "list", "public_identifier" });

            migrationBuilder.CreateIndex(
                name: "IX_operations_account_id_position_id",
                table: "operations",
                columns: new[] { "account_id", "position", "id" });

            migrationBuilder.CreateIndex(
                name: "one_open_operation",
                table: "operations",
                columns: new[] { "account_id", "who" },
                unique: true,
                filter: "state IN ('queued','running')");

            migrationBuilder.CreateIndex(
                name: "open_operations_of_person",
                table: "operations",
                columns: new[] { "who", "workspace_id" },
                filter: "state IN ('queued','running')");

            migrationBuilder.CreateIndex(
                name: "queued_operations",
                table: "operations",
                columns: new[] { "account_id", "position" },
                filter: "state = 'queued'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "audit");

            migrationBuilder.DropTable(
                name: "breakers");

            migrationBuilder.DropTable(
                name: "cooldowns");

            migrationBuilder.DropTable(
                name: "do_not_contact");

            migrationBuilder.DropTable(
                name: "operations");

            migrationBuilder.DropTable(
                name: "seen_invitations");

            migrationBuilder.DropIndex(
                name: "invitations_of_account",
                table: "invitations");

            migrationBuilder.DropIndex(
                name: "invitations_of_person",
                table: "invitations");

            migrationBuilder.DropIndex(
                name: "accounts_with_a_queue",
                table: "accounts");

            migrationBuilder.DropColumn(
                name: "note_dropped",
                table: "invitations");

            migrationBuilder.DropColumn(
                name: "operation_id",
                table: "invitations");

            migrationBuilder.DropColumn(
                name: "overridden_claim",
                table: "invitations");

            migrationBuilder.DropColumn(
                name: "note_dropped",
                table: "idempotency_keys");

            migrationBuilder.DropColumn(
                name: "own_limits",
                table: "accounts");

            migrationBuilder.DropColumn(
                name: "queue_at",
                table: "accounts");
        }
    }
}
