import SeededRandom
import Synchronization

/// When a fault is played.
public struct FaultRule: Sendable, Equatable {
    /// What is played.
    public var fault: Fault
    /// The requests it is played on.
    public var operation: Operation
    /// Share of the requests in millionths; nil: every one that matches.
    public var ratePerMillion: UInt64?
    /// The requests by their number among those it could be played on, from 1; empty: any.
    public var nth: Set<Int> = []
    /// A text that the document's notes (`information.information`) must hold.
    public var information: String?
    /// The numeration the document must have.
    public var numeration: String?
    /// A text that the body must hold anywhere.
    public var text: String?
    /// At most so many times.
    public var times: Int?
    /// How long: silence, refusal, lag, lateness. Nanoseconds; nil for the fault's own default.
    public var nanos: Int64?

    /// A rule that plays a fault on every request it is meant for.
    public init(_ fault: Fault) {
        self.fault = fault
        operation = fault.operation
    }
}

/// What is known of a request when a fault is looked for.
struct FaultSubject: Sendable {
    var information: String?
    var numeration: String?
    var body: [UInt8] = []
}

/// A fault that is to be played now.
struct PlannedFault: Sendable {
    let fault: Fault
    let nanos: Int64?
    var effect: FaultEffect { fault.effect }
}

/// Decides which requests meet which fault: the same seed and the same requests in the same order give the same faults.
final class FaultPlan: Sendable {
    private struct Count: Sendable {
        var seen = 0
        var played = 0
    }

    private let rules: [FaultRule]
    private let seed: UInt64
    private let counts: Mutex<[Count]>

    init(rules: [FaultRule], seed: UInt64) {
        self.rules = rules
        self.seed = seed
        counts = Mutex(rules.map { _ in Count() })
    }

    var isEmpty: Bool { rules.isEmpty }

    /// The first rule of an operation and a phase that strikes; those before it have seen the request as well.
    func draw(
        _ operation: Operation, _ phase: FaultPhase, _ subject: FaultSubject = FaultSubject(),
        where isMeant: (FaultEffect) -> Bool = { _ in true }
    ) -> PlannedFault? {
        guard !rules.isEmpty else { return nil }
        return counts.withLock { counts in
            for (index, rule) in rules.enumerated()
            where rule.operation == operation && rule.fault.phase == phase && isMeant(rule.fault.effect) {
                guard Self.matches(rule, subject) else { continue }
                counts[index].seen += 1
                if let times = rule.times, counts[index].played >= times { continue }
                if !rule.nth.isEmpty, !rule.nth.contains(counts[index].seen) { continue }
                if let rate = rule.ratePerMillion, chance(index, counts[index].seen) >= rate { continue }
                counts[index].played += 1
                return PlannedFault(fault: rule.fault, nanos: rule.nanos)
            }
            return nil
        }
    }

    private static func matches(_ rule: FaultRule, _ subject: FaultSubject) -> Bool {
        if let information = rule.information, subject.information?.contains(information) != true { return false }
        if let numeration = rule.numeration, subject.numeration != numeration { return false }
        if let text = rule.text, !String(decoding: subject.body, as: UTF8.self).contains(text) { return false }
        return true
    }

    /// 0..<1,000,000, from seed, rule and count alone.
    private func chance(_ rule: Int, _ count: Int) -> UInt64 {
        var random = SeededRandom(seed: seed &+ UInt64(rule) &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(count) &* 0xD1B5_4A32_D192_ED03)
        return random.next() % 1_000_000
    }
}
