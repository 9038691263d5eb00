import Fiscal
import Ingest
import JSONText

/// `profile init FILE`: proposes a profile for an export, ready to paste into `profiles`, and says how sure it is of each column.
enum ProfileInitCommand {
    static func run(_ context: Context, sample: String) -> ExitCode {
        let language = context.language
        let proposal: ProfileProposal?
        do throws(IngestError) {
            proposal = try ProfileProposal(InputSource(path: sample))
        } catch {
            context.screen.complain(Wording.sampleUnreadable(sample, error)[language])
            return .usage
        }
        guard let proposal else { return refuse(sample, context) }
        let name = profileName(sample)
        if context.global.json {
            context.data(json(proposal, name: name))
        } else {
            say(proposal, context)
            if !proposal.mapped.isEmpty { context.screen.data(text(proposal, name: name)) }
        }
        return .done
    }

    /// What the file is, in the words with which a run would reject it.
    private static func refuse(_ sample: String, _ context: Context) -> ExitCode {
        var digest = FaultDigest()
        if let reader = try? OrderReader(InputSource(path: sample)) {
            for fault in reader.faults { digest.add(fault, file: sample, document: nil) }
        }
        context.screen.complain(Wording.noSample(sample)[context.language])
        digest.show(on: context.screen, language: context.language)
        return .usage
    }

    private static func profileName(_ sample: String) -> String {
        let file = sample.split(separator: "/").last ?? "export"
        let stem = file.prefix { $0 != "." }
        return stem.isEmpty ? "export" : String(stem)
    }

    // MARK: - Text

    private static func say(_ proposal: ProfileProposal, _ context: Context) {
        let (screen, language) = (context.screen, context.language)
        if let dialect = proposal.dialect { screen.say(Wording.sampleDialect(dialect)[language]) }
        var table = TextTable(Wording.proposalColumns.map { TextTable.Column($0[language]) })
        for column in proposal.columns {
            table.add([column.header, column.name, column.evidence.words[language], column.examples.joined(separator: " | ")])
        }
        for header in proposal.unknown { table.add([header, "—", Wording.notUsed[language], ""]) }
        for line in table.lines(width: screen.width) { screen.say(line) }
        for name in proposal.missing { screen.say(Wording.columnNotFound(name)[language], .warning) }
        let doubtful = proposal.columns.filter { $0.certainty == .assumed }
        if !doubtful.isEmpty { screen.say(Wording.checkColumns(doubtful.map(\.header))[language], .warning) }
        screen.say(proposal.mapped.isEmpty ? Wording.noProfileNeeded[language] : Wording.pasteProfile[language], .strong)
    }

    /// The profile as it goes into `pacbatch.json`: one member a line.
    private static func text(_ proposal: ProfileProposal, name: String) -> String {
        var lines = ["{", "  \"name\": \(JSONValue.string(name).text),"]
        lines.append(
            "  \"match\": \(JSONValue.array(proposal.match.map { .string($0) }).text.replacing("\",\"", with: "\", \"")),")
        lines.append("  \"columns\": {")
        let mapped = proposal.mapped
        for (index, column) in mapped.enumerated() {
            let comma = index + 1 < mapped.count ? "," : ""
            lines.append("    \(JSONValue.string(column.header).text): \(JSONValue.string(column.name).text)\(comma)")
        }
        lines.append(proposal.values.isEmpty ? "  }" : "  },")
        if !proposal.values.isEmpty { lines += valueLines(proposal.values) }
        return (lines + ["}"]).joined(separator: "\n") + "\n"
    }

    private static func valueLines(_ values: [String: [String: String]]) -> [String] {
        let names = values.keys.sorted()
        return ["  \"values\": {"]
            + names.enumerated().map { index, name in
                "    \(JSONValue.string(name).text): \(object(values[name] ?? [:]).text)\(index + 1 < names.count ? "," : "")"
            } + ["  }"]
    }

    private static func object(_ texts: [String: String]) -> JSONValue {
        .object(JSONObject(texts.sorted { $0.key < $1.key }.map { JSONObject.Member(key: $0.key, value: .string($0.value)) }))
    }

    // MARK: - JSON

    private static func json(_ proposal: ProfileProposal, name: String) -> JSONValue {
        var profile = JSONObject()
        profile["name"] = .string(name)
        profile["match"] = .array(proposal.match.map { .string($0) })
        profile["columns"] = object(Dictionary(proposal.mapped.map { ($0.header, $0.name) }) { first, _ in first })
        if !proposal.values.isEmpty {
            profile["values"] = .object(
                JSONObject(
                    proposal.values.sorted { $0.key < $1.key }.map { JSONObject.Member(key: $0.key, value: object($0.value)) }))
        }
        return [
            "schema": "pacbatch.profile-proposal", "schema_version": 1, "profile": .object(profile),
            "columns": .array(
                proposal.columns.map { column in
                    [
                        "header": .string(column.header), "name": .string(column.name),
                        "certainty": .string(column.certainty.rawValue),
                        "evidence": .string(column.evidence.rawValue), "examples": .array(column.examples.map { .string($0) }),
                    ]
                }), "unknown": .array(proposal.unknown.map { .string($0) }),
            "missing": .array(proposal.missing.map { .string($0) }), "dialect": proposal.dialect?.json ?? .null,
        ]
    }
}
