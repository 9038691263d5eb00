import Fiscal
import JSONText
import Ledger

/// `keys`: which API keys and webhook secrets are configured, by where they are kept and a fingerprint, and when each was taken last
/// (rulebook 7.11). Never a value; asks nobody.
enum KeysCommand {
    static func run(_ context: Context) throws -> ExitCode {
        try LookCommand.run(context) { ledger in
            let configuration = try Session.configuration(context)
            let uses = try ledger.keyUses()
            let secrets = try ledger.webhookSecretUses()
            let lines = configuration.companies.flatMap { company in
                keyLines(of: company, uses, context.environment) + secretLines(of: company, secrets, context.environment)
            }
            if context.global.json {
                context.data(.array(lines.map(\.json)))
            } else {
                say(lines, context)
            }
            return lines.contains { $0.problem != nil } ? .setUp : .done
        }
    }

    /// One key or secret.
    private struct Line {
        let company: String
        /// `apiKey`, `previousApiKey`, `webhookSecrets[0]`, or `dropped` for a key that isn't configured any more.
        let role: String
        let source: String
        let fingerprint: String?
        var lastAt: FiscalTime?
        var uses = 0
        var refusedAt: FiscalTime?
        var problem: SecretError?

        var json: JSONValue {
            [
                "schema": "pacbatch.keys", "schema_version": 1, "company": .string(company), "role": .string(role),
                "source": .string(source), "fingerprint": JSONValue(fingerprint), "last_used_at": JSONValue(lastAt?.text),
                "uses": JSONValue(uses), "last_refused_at": JSONValue(refusedAt?.text), "readable": .bool(problem == nil),
            ]
        }
    }

    /// A configured secret, with its fingerprint when it can be read.
    private static func line(_ company: Company, _ role: String, _ source: SecretSource, _ environment: Environment) -> Line {
        do throws(SecretError) {
            let secret = try source.read(environment: environment)
            return Line(company: company.id, role: role, source: source.label, fingerprint: secret.fingerprint)
        } catch {
            return Line(company: company.id, role: role, source: source.label, fingerprint: nil, problem: error)
        }
    }

    private static func keyLines(of company: Company, _ uses: [KeyUse], _ environment: Environment) -> [Line] {
        var lines = [line(company, "apiKey", company.apiKey, environment)]
        if let previous = company.previousApiKey { lines.append(line(company, "previousApiKey", previous, environment)) }
        for use in uses where use.company == company.id {
            // A key that can't be read here, a systemd credential for one, is known by where it is kept.
            let index =
                lines.firstIndex { $0.fingerprint == use.fingerprint }
                ?? lines.firstIndex { $0.fingerprint == nil && $0.source == use.source && $0.uses == 0 }
            var line =
                index.map { lines[$0] }
                ?? Line(company: company.id, role: "dropped", source: use.source, fingerprint: use.fingerprint)
            (line.lastAt, line.uses, line.refusedAt) = (use.lastAt, use.uses, use.refusedAt)
            if let index { lines[index] = line } else { lines.append(line) }
        }
        return lines
    }

    private static func secretLines(of company: Company, _ uses: [WebhookSecretUse], _ environment: Environment) -> [Line] {
        company.webhookSecrets.enumerated().map { place, source in
            var line = line(company, "webhookSecrets[\(place)]", source, environment)
            if let use = uses.first(where: { $0.company == company.id && $0.source == source.label }) {
                (line.lastAt, line.uses) = (use.lastAt, use.uses)
            }
            return line
        }
    }

    private static func say(_ lines: [Line], _ context: Context) {
        let (screen, language) = (context.screen, context.language)
        var table = TextTable(
            Wording.keyColumns.enumerated().map { TextTable.Column($1[language], $0 == 5 ? .right : .left) })
        for line in lines {
            table.add([
                line.company, line.role, line.source, line.fingerprint ?? "—", line.lastAt?.text ?? "—", grouped(line.uses),
                line.refusedAt?.text ?? "—",
            ])
        }
        screen.data(table.lines(width: screen.width).map { $0 + "\n" }.joined())
        for problem in lines.compactMap(\.problem) { screen.complain(problem.message(in: language), .warning) }
    }
}

extension Wording {
    /// Titles of the table of keys.
    fileprivate static let keyColumns = [
        Wording(es: "empresa", en: "company"), Wording(es: "papel", en: "role"), Wording(es: "origen", en: "source"),
        Wording(es: "huella", en: "fingerprint"), Wording(es: "último uso", en: "last used"), Wording(es: "usos", en: "uses"),
        Wording(es: "último rechazo", en: "last refused"),
    ]
}
