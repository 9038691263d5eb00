import Fiscal
import JSONText
import Ledger
import Submit

/// `why ID`: what is the matter with a document, in one sentence, and the exact next command (rulebook 8). An order key can name several
/// documents, each is told; the name of an input file is told, too. Asks nobody and changes nothing.
enum WhyCommand {
    static func run(_ context: Context, id: String) throws -> ExitCode {
        try LookCommand.run(context) { ledger in
            let configuration = try Session.configuration(context)
            let diagnoser = Diagnoser(
                ledger: ledger, configuration: configuration, environment: context.environment, now: RunClock.system.now)
            // A void that came to its end shows on its document.
            let rows = try ledger.documentsAndVoids(named: id).filter { row in
                row.kind != .void || row.orderID == id || [.queued, .waiting, .in_doubt, .accepted].contains(row.state)
            }
            var answers = try rows.map { row in
                Answer(
                    diagnosis: try diagnoser.diagnosis(of: row), row: row, name: try diagnoser.title(of: row),
                    program: context.program)
            }
            if rows.isEmpty {
                answers = try ledger.inputs(named: id).map { input in
                    Answer(diagnosis: try diagnoser.diagnosis(of: input), input: input, program: context.program)
                }
            }
            guard !answers.isEmpty else {
                context.screen.complain(Wording.unknownID(id)[context.language])
                return .usage
            }
            if context.global.json {
                context.data(.array(answers.map { $0.json(context.language) }))
            } else {
                for answer in answers { answer.say(on: context) }
            }
            return .done
        }
    }
}

extension WhyCommand {
    /// A diagnosis with its texts filled in.
    struct Answer {
        let found: WhyCase
        /// What it is called, and what is said beside the name.
        private let name: String
        private let about: [String]
        private let row: DocumentRow?
        private let facts: [String: String]

        init(diagnosis: Diagnosis, row: DocumentRow, name: String, program: String) {
            found = diagnosis.found
            self.name = name
            about = [row.company, row.kind.rawValue, row.state.rawValue].filter { !$0.isEmpty }
            self.row = row
            var facts = diagnosis.facts
            facts["company"] = row.company
            facts["documentID"] = row.pacID ?? "—"
            facts["program"] = program
            facts["id"] = shellQuoted(name)
            for (key, word) in [("otherID", "other"), ("invoiceID", "invoice"), ("value", "value")] {
                if let word = diagnosis.facts[word] { facts[key] = shellQuoted(word) }
            }
            self.facts = facts
        }

        init(diagnosis: Diagnosis, input: InputRow, program: String) {
            found = diagnosis.found
            name = input.name
            about = [input.kind, input.state.rawValue]
            row = nil
            facts = diagnosis.facts.merging(["program": program]) { $1 }
        }

        func sentence(_ language: Language) -> String { filled(found.text.sentence[language], language) }

        func next(_ language: Language) -> String? { found.text.next.map { filled($0, language) } }

        private func filled(_ template: String, _ language: Language) -> String {
            var text = ""
            var rest = template[...]
            while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
                text += rest[..<open]
                let name = String(rest[rest.index(after: open)..<close])
                let value = name == "message" ? facts[language.rawValue] : facts[name]
                text += printable(trimmed(value ?? "—"))
                rest = rest[rest.index(after: close)...]
            }
            return text + rest
        }

        /// A message becomes a part of a sentence: without its full stop.
        private func trimmed(_ text: String) -> String { text.hasSuffix(".") ? String(text.dropLast()) : text }

        func say(on context: Context) {
            let (screen, language) = (context.screen, context.language)
            screen.data("\(printable(name)) (\(about.joined(separator: ", ")))\n")
            for line in fold(sentence(language), width: screen.width - 2) { screen.data("  \(line)\n") }
            if let next = next(language) { screen.data("  → \(next)\n") }
        }

        func json(_ language: Language) -> JSONValue {
            [
                "schema": "pacbatch.why", "schema_version": 1, "id": .string(name), "company": JSONValue(row?.company),
                "kind": JSONValue(row?.kind.rawValue), "state": JSONValue(row?.state.rawValue), "case": .string(found.rawValue),
                "sentence": .string(sentence(language)), "next": JSONValue(next(language)),
            ]
        }
    }
}

extension Diagnoser {
    /// What became of a file.
    func diagnosis(of input: InputRow) throws -> Diagnosis {
        var facts = ["place": input.place ?? "work/"]
        guard input.state == .rejected else { return Diagnosis(found: .fileTaken, facts: facts) }
        if let fault = try ledger.faults(ofInput: input.id).first(where: { $0.severity == .error }) {
            facts["code"] = fault.code.code
            facts["es"] = fault.message(in: .es)
            facts["en"] = fault.message(in: .en)
        }
        return Diagnosis(found: .fileRejected, facts: facts)
    }
}
