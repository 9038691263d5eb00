import Fiscal
import JSONText

extension Fault {
    /// The fault as the offline tools print it.
    func toolJSON(in language: Language) -> JSONValue {
        [
            "code": .string(code.code), "severity": .string(severity.rawValue), "message": .string(message(in: language)),
            "hint": .string(hint(in: language)), "source": .string(code.source),
        ]
    }
}
