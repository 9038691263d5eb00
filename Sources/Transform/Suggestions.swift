import Catalogues

extension Catalogue {
    /// The facts of `codeAdded`.
    var facts: [String: String] { ["list": name, "origin": origin] }
}

/// Did-you-mean answers, remembered: a file with one wrong unit on every line asks the same question a million times.
struct Suggestions: Sendable {
    private static let memoryMax = 1000
    /// Bytes of the longest word that can be a slip of a code or a name.
    private static let wordMax = 64

    private var known: [String: String?] = [:]

    /// The fact `nearest` for a wrong code of a catalogue; empty when nothing is near.
    mutating func facts(for word: String, in catalogue: Catalogue) -> [String: String] {
        facts(for: word, under: catalogue.name) { catalogue.suggestion(for: word) }
    }

    /// The fact `nearest` for a wrong word of a list, which has a name of its own; empty when nothing is near.
    mutating func facts(for word: String, among candidates: @autoclosure () -> [String], of list: String) -> [String: String] {
        facts(for: word, under: list) { nearest(to: word, among: candidates()) }
    }

    private mutating func facts(for word: String, under list: String, _ find: () -> String?) -> [String: String] {
        guard word.utf8.count <= Self.wordMax else { return [:] }
        let question = "\(list)\u{0}\(word)"
        if let answer = known[question] { return answer.map { ["nearest": $0] } ?? [:] }
        if known.count >= Self.memoryMax { known.removeAll(keepingCapacity: true) }
        let answer = find()
        known[question] = .some(answer)
        return answer.map { ["nearest": $0] } ?? [:]
    }
}
