using System.Globalization;
using System.Text;
using Overture.Server.Hosting;

namespace Overture.Tests.House;

/// <summary>Renders <c>docs/configuration.md</c>: a head written by hand and tables from the option classes.</summary>
internal static class ConfigurationDocument
{
    public const string File = "docs/configuration.md";

    public static string Render()
    {
        var text = new StringBuilder(Head).Append('\n');
        foreach (var (section, type) in Settings.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {section}\n\n{XmlSummaries.Of(type)}\n\n");
            text.Append("| Key | Default | Range | Meaning |\n| --- | --- | --- | --- |\n");
            foreach (var option in Option.All.Where(option => option.Section == section))
            {
                text.Append(CultureInfo.InvariantCulture, $"| `{option.Property.Name}`<br>`{option.EnvironmentName}` | `{option.DefaultText}` | {option.RangeText} | ")
                    .Append(option.Meaning.Replace("|", "\\|", StringComparison.Ordinal)).Append(" |\n");
            }
        }

        return text.ToString();
    }

    private const string Head = """
        # Configuration

        The tables below are made from the option classes and compared on every test run; the defaults are the ones in the code.

        ## How settings are given

        - **Two switches cover most of it.** `--urls http://127.0.0.1:8080` (the default) says where the gateway listens; several
          addresses are separated by `;`, and port 0 takes a free one. `--data DIR` says where everything is kept; it is short
          for `Overture:Storage:Directory`.
        - **Every setting has one key**, such as `Overture:Http:RequestsPerMinute`. Give it on the command line
          (`--Overture:Http:RequestsPerMinute=600`), in the environment (`OVERTURE__HTTP__REQUESTSPERMINUTE=600`) or in an
          `appsettings.json` in the working folder. The command line wins over the environment, the environment over the file.
        - **Values**: time spans as `hours:minutes:seconds` (`00:00:30`), with days in front (`7.00:00:00`) or a fraction behind
          (`00:00:00.1`), never a bare number; numbers without separators; `true` or `false`; addresses with their scheme.
        - **A key that nobody knows is refused** at start, with the nearest one that exists, and so is a value that cannot be read or is
          out of its range. A misspelt setting that is silently ignored is worse than a server that does not start.
        - A connection string is a secret, and so is a certificate's password: give them in the environment, not on the command line, where
          other users of the machine see them.
        - The log obeys the usual `Logging:LogLevel:…` keys.

        ## Running, stopping, checking

        - `/healthz` answers 200 while the process answers, `/readyz` while it can do its work; both need no key.
        - Metrics, traces and the admin listener, which is off by default: [telemetry](telemetry.md).
        - On SIGTERM the gateway takes no new calls, lets invitations that are on their way finish (at most the connector's `SendTimeout`
          and 30 s more), writes what they came to, and ends.
        - The verbs for operators (workspaces, keys, credits, audit, breakers, forbidden people, backup, `check-ledger`) stand in [operations](operations.md).

        ## Exit codes

        | Code | Meaning |
        | --- | --- |
        | 0 | Stopped as told (SIGTERM, SIGINT); or the verb did what it was asked. |
        | 1 | `check-ledger` or `verify-audit` found faults, or a verb was asked for what cannot be: no such workspace, a file that is there already. |
        | 2 | A setting is unknown, unreadable, out of range or contradicts another, or a verb is written wrongly; the message says which. |
        | 3 | The data folder or the database cannot be used. |
        | 4 | An address is in use or cannot be listened on. |
        | other | A fault of the gateway; the log says which. |

        ## What lies in the data folder

        | Name | What |
        | --- | --- |
        | `overture.db` (with `-wal`, `-shm`) | Everything the gateway knows, unless it lies in PostgreSQL. A copy while it runs is no backup: `overture-server backup` makes one. |
        | `keys/` | The Data Protection keys with which the accounts' sessions are encrypted, unless they lie in PostgreSQL. |
        | `sandbox.db` | The network of the sandbox inside, if it runs. |

        The folder gets mode 0700 at each start.

        ## The keys of the sessions

        With PostgreSQL they lie in its table `data_protection_keys`, so that what one node encrypts every other reads; a database that has
        none takes those over that lie in `keys/`. **Without a certificate they are themselves not encrypted**: whoever can read them
        and the sessions' table can read the sessions. So

        - give every node the same certificate (`Overture:Storage:KeyCertificate`), and keep it apart from the database and its backups. It
          encrypts the keys that are made from then on (a key serves for 90 days); those that are there stay as they are;
        - or run the gateway as a user of its own on an encrypted disk, and encrypt the backup (or, with SQLite, keep `keys/` out of it);
        - losing keys or certificate loses the sessions, nothing else: the accounts answer `session_expired` until their owners connect them
          again. A start that finds a key which its certificate does not decrypt ends with code 2; who has lost the certificate deletes
          the keys.

        ## The sandbox key

        `sandbox-key` stands in every document, so it is worth nothing as a secret. It is accepted only while **both** hold: the gateway
        listens on loopback alone, and the connector points at loopback. Otherwise every call with it answers 403
        `sandbox_key_refused`. With a connector beyond loopback, the sandbox account is not connected either.

        ## The real platform

        Automating the web client is against the platform's user agreement and can get an account restricted. The connector therefore
        refuses every address beyond loopback until the operator sets `Overture:Connectors:WebSession:AllowRealPlatform` to `true`, and
        then it insists on https. Set `Overture:Sandbox:Enabled` to `false` with it: a server with a sandbox of its own speaks to that
        one. There is no setting that hides automation, and none is planned.
        """;
}
