/// Many scenarios, on as many processors as there are.
public struct Campaign: Sendable {
    /// What all of them came to.
    public struct Sum: Sendable {
        /// Scenarios.
        public private(set) var scenarios = 0
        /// Runs of the program.
        public private(set) var nights = 0
        /// Power cuts.
        public private(set) var cuts = 0
        /// Orders.
        public private(set) var documents = 0
        /// POSTs of which a byte left.
        public private(set) var posts = 0
        /// Documents by their state in the end.
        public private(set) var states: [String: Int] = [:]
        /// What must not have been, by seed; at most so many.
        public private(set) var failures: [Outcome] = []
        /// Scenarios with violations.
        public private(set) var failed = 0

        private static let failuresMax = 20

        mutating func add(_ outcome: Outcome) {
            scenarios += 1
            nights += outcome.nights
            cuts += outcome.cuts
            documents += outcome.documents
            posts += outcome.posts
            for (state, count) in outcome.states { states[state, default: 0] += count }
            guard !outcome.violations.isEmpty else { return }
            failed += 1
            if failures.count < Self.failuresMax { failures.append(outcome) }
        }
    }

    private let start: Simulation.Start?
    private let width: Int

    /// Makes the machine on which most scenarios begin.
    /// - Parameter width: scenarios at once.
    public init(width: Int = 2) async throws {
        start = try await Simulation.Start.afterFirstRun()
        self.width = max(width, 1)
    }

    /// Plays one seed.
    /// - Parameters:
    ///   - keepsTrace: the outcome tells what happened, line by line.
    ///   - isPlain: without what was added to seeds after the first campaigns: webhooks, voids, imports, keys, clocks.
    public func play(seed: UInt64, keepsTrace: Bool = false, isPlain: Bool = false) async throws -> Outcome {
        let scenario = Scenario(seed: seed, isPlain: isPlain)
        return try await play(scenario, keepsTrace: keepsTrace)
    }

    /// Plays a batch of three documents with these cuts, each before a step of its run, as the sweeps below do.
    public func play(cuts: [(step: Int, fate: PowerCutFate)], isNew: Bool, keepsTrace: Bool = false) async throws -> Outcome {
        try await play(
            Scenario(exhaustive: cuts.map { .init(step: $0.step, fate: $0.fate) }, isNew: isNew), keepsTrace: keepsTrace)
    }

    private func play(_ scenario: Scenario, keepsTrace: Bool = false) async throws -> Outcome {
        guard let simulation = try Simulation(scenario, start: scenario.isNew ? nil : start, keepsTrace: keepsTrace) else {
            throw Database.Failure(description: "no memory for a disk")
        }
        return await simulation.play()
    }

    /// Plays many seeds.
    /// - Parameter progress: told the number of scenarios that are done, now and then.
    public func play(seeds: ClosedRange<UInt64>, progress: @Sendable (Int) -> Void = { _ in }) async throws -> Sum {
        try await sum(seeds.lazy.map { Scenario(seed: $0) }, progress)
    }

    /// Plays each seed twice (G18).
    /// - Returns: the seeds that told another story the second time, or none at all.
    public func playTwice(seeds: ClosedRange<UInt64>) async throws -> [UInt64] {
        try await withThrowingTaskGroup(of: UInt64?.self) { group in
            var differing: [UInt64] = []
            var left = seeds.makeIterator()
            func begin() {
                guard let seed = left.next() else { return }
                group.addTask { try await tellsTheSame(seed) ? nil : seed }
            }
            for _ in 0..<width { begin() }
            while let seed = try await group.next() {
                if let seed { differing.append(seed) }
                begin()
            }
            return differing.sorted()
        }
    }

    private func tellsTheSame(_ seed: UInt64) async throws -> Bool {
        let first = try await play(seed: seed, keepsTrace: true)
        let second = try await play(seed: seed, keepsTrace: true)
        return !first.trace.isEmpty && first.trace == second.trace && first.violations == second.violations
    }

    // MARK: - Every crash point (reliability.md 2, T2)

    /// Cuts the power before each step of a batch of three documents, with each fate of what wasn't flushed.
    /// - Parameter isNew: the first night makes the ledger, and is cut in it, too.
    public func playEveryCut(isNew: Bool) async throws -> Sum {
        let steps = try await stepsOfWholeRun(isNew: isNew)
        let scenarios = (1...steps).flatMap { step in
            PowerCutFate.allCases.map { Scenario(exhaustive: [.init(step: step, fate: $0)], isNew: isNew) }
        }
        return try await sum(scenarios) { _ in }
    }

    /// Cuts the power before each step, and again before each step of the run after it.
    /// - Parameter stride: only every so-manieth first step; 1 for all.
    public func playEveryPair(stride: Int = 1, progress: @Sendable (Int) -> Void = { _ in }) async throws -> Sum {
        let steps = try await stepsOfWholeRun(isNew: false)
        var scenarios: [Scenario] = []
        for first in Swift.stride(from: 1, through: steps, by: max(stride, 1)) {
            let fate = PowerCutFate.allCases[first % PowerCutFate.allCases.count]
            let after = try await play(Scenario(exhaustive: [.init(step: first, fate: fate)], isNew: false)).steps
            for second in 1...max(after.count > 1 ? after[1] : 1, 1) {
                let cuts = [
                    Scenario.Cut(step: first, fate: fate), .init(step: second, fate: PowerCutFate.allCases[(first + second) % 3]),
                ]
                scenarios.append(Scenario(exhaustive: cuts, isNew: false))
            }
        }
        return try await sum(scenarios, progress)
    }

    private func stepsOfWholeRun(isNew: Bool) async throws -> Int {
        try await play(Scenario(exhaustive: [], isNew: isNew)).steps.first ?? 1
    }

    // MARK: - At once

    private func sum(_ scenarios: some Sequence<Scenario>, _ progress: @Sendable (Int) -> Void) async throws -> Sum {
        try await withThrowingTaskGroup(of: Outcome.self) { group in
            var sum = Sum()
            var left = scenarios.makeIterator()
            for _ in 0..<width {
                guard let scenario = left.next() else { break }
                group.addTask { try await play(scenario) }
            }
            while let outcome = try await group.next() {
                sum.add(outcome)
                if sum.scenarios % 1000 == 0 { progress(sum.scenarios) }
                guard let scenario = left.next() else { continue }
                group.addTask { try await play(scenario) }
            }
            return sum
        }
    }
}
