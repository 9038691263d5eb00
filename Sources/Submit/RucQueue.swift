internal import Fiscal

/// The RUCs that the PAC has to be asked about: each once, by one of the companies whose documents wait for it (rulebook 2.8).
struct RucQueue {
    /// Questions that a lane is to ask; the next one last.
    private var waiting: [Int: [RucQuestion]] = [:]
    /// Lanes that may still ask a question that isn't settled, the one that is at it first.
    private var askers: [RucQuestion: [Int]] = [:]

    /// Nothing waits to be asked.
    var isEmpty: Bool { waiting.isEmpty }

    /// Takes questions up, with every lane that has documents waiting for them, in the order in which they are to be asked.
    init(_ questions: [(question: RucQuestion, lane: Int)]) {
        for (question, lane) in questions {
            if askers[question] == nil { waiting[lane, default: []].append(question) }
            askers[question, default: []].append(lane)
        }
        for lane in waiting.keys { waiting[lane]?.reverse() }
    }

    /// Adds a question; once only, whoever adds it.
    mutating func add(_ question: RucQuestion, lane: Int) {
        guard askers[question] == nil else { return }
        askers[question] = [lane]
        waiting[lane, default: []].insert(question, at: 0)
    }

    /// The lane's next question.
    mutating func next(lane: Int) -> RucQuestion? {
        let question = waiting[lane]?.popLast()
        if waiting[lane]?.isEmpty == true { waiting[lane] = nil }
        return question
    }

    /// There is an answer, or nobody will ask again in this run.
    mutating func settle(_ question: RucQuestion) { askers[question] = nil }

    /// The lane can't ask: its key isn't taken. Another company that waits for the answer does it in its place, if there is one.
    mutating func passOn(_ question: RucQuestion, from lane: Int) {
        let others = (askers[question] ?? []).filter { $0 != lane }
        askers[question] = others.isEmpty ? nil : others
        if let next = others.first { waiting[next, default: []].append(question) }
    }

    /// Passes on all that the lane was to ask, and nothing is passed on to it any more. What it is asking just now ends by itself.
    mutating func passOnAll(from lane: Int) {
        for question in waiting.removeValue(forKey: lane) ?? [] { passOn(question, from: lane) }
        for (question, lanes) in askers where lanes.dropFirst().contains(lane) {
            askers[question] = lanes.prefix(1) + lanes.dropFirst().filter { $0 != lane }
        }
    }
}
