import SeededRandom
import Submit
import pacbatch

/// The nights of one scenario: the program's own run, again and again, on a machine that loses its power and a PAC that fails, until all is calm.
/// Then everything is checked by what the PAC knows, and run once more.
final class Simulation {
    private let scenario: Scenario
    private let world: World
    private let disk: LedgerDisk
    private var night: Night
    private(set) var outcome: Outcome
    private var run = 0
    /// Where documents stood when the last night was over.
    private var standings: [String: Checker.Standing] = [:]

    static let workspace = "/ws"
    static let ledger = workspace + "/ledger.sqlite"
    /// Calm nights until everything that can be done must be done (I12).
    private static let calmMax = 8

    /// - Parameter start: where the first night begins; nil: on an empty machine.
    init?(_ scenario: Scenario, start: Start?, keepsTrace: Bool) throws {
        self.scenario = scenario
        var random = SeededRandom(seed: scenario.seed ^ 0x7061_6362_6174_6368)
        var state = World.State(
            pac: Pac(companies: scenario.companies, perSecond: scenario.perSecond, random: random.branch()),
            random: random.branch(), trace: Trace(isKept: keepsTrace))
        state.files = start?.files ?? Start.emptyWorkspace
        state.now = start?.now ?? 0
        state.pac.trouble = scenario.trouble
        state.pac.hasLists = scenario.hasLists
        state.pac.listLag = scenario.listLag * 1_000_000_000
        state.pac.voids.random = random.branch()
        state.pac.hooks.random = random.branch()
        state.pac.hooks.isOn = scenario.hasHooks
        if scenario.rotation != nil {
            state.pac.keys.newFrom = .max
            state.pac.keys.oldUntil = .max
        }
        world = World(state)
        guard let disk = LedgerDisk(world, holding: start?.ledger ?? [:]) else { return nil }
        self.disk = disk
        night = try Self.night(scenario, run: 1, world, disk)
        outcome = Outcome(scenario)
    }

    private static func night(_ scenario: Scenario, run: Int, _ world: World, _ disk: LedgerDisk) throws -> Night {
        try Night(
            workspace: workspace, configuration: Array(scenario.configuration.utf8), variables: scenario.variables(run: run),
            machine: Machine(world, ledgerDisk: disk.name))
    }

    /// Where the first night may begin: a machine on which the program has run once, with nothing to do.
    struct Start: Sendable {
        let ledger: [String: [UInt8]]
        let files: FileTree
        let now: Int64

        static var emptyWorkspace: FileTree {
            var files = FileTree()
            files.makeFolders(Simulation.workspace + "/inbox")
            files.flushFolder(Simulation.workspace + "/inbox")
            files.flushFolder(Simulation.workspace)
            return files
        }

        /// Lets the program make its ledger.
        static func afterFirstRun() async throws -> Start? {
            var scenario = Scenario(exhaustive: [], isNew: true)
            scenario.cuts = []
            guard let first = try Simulation(scenario, start: nil, keepsTrace: false) else { return nil }
            _ = try await first.night.run(waitSeconds: 0)
            return first.world.with { state in
                Start(ledger: [:], files: state.files, now: state.now)
            }.holding(first.disk.files(of: Simulation.ledger))
        }

        private func holding(_ ledger: [String: [UInt8]]) -> Start { Start(ledger: ledger, files: files, now: now) }
    }

    // MARK: - Nights

    /// Plays the scenario to its end.
    func play() async -> Outcome {
        var cuts = scenario.cuts[...]
        var troubles = scenario.diskTroubles[...]
        while !cuts.isEmpty || !troubles.isEmpty || run < scenario.lastDrop {
            let cut = cuts.popFirst()
            let trouble = cut == nil ? troubles.popFirst() ?? nil : nil
            await playNight(cut: cut, trouble: trouble, waitSeconds: scenario.waitSeconds)
            if outcome.isHopeless { break }
        }
        world.with { state in
            state.pac.trouble.left = 0
            state.pac.listLag = 0
        }
        var calm = 0
        repeat {
            calm += 1
            await playNight(cut: nil, trouble: nil, waitSeconds: 20)
        } while calm < Self.calmMax && !outcome.isHopeless && !isCalm
        outcome.check { try Checker(world, disk, scenario, run: run).checkEnd() }
        await playOnceMore()
        outcome.trace = world.with { $0.trace.lines }
        outcome.posts = world.with { $0.pac.departures.count }
        outcome.documents = scenario.workload.files.reduce(0) { $0 + ($1.isRepeated ? 0 : $1.orders.count) }
        outcome.nights = run
        return outcome
    }

    private func playNight(cut: Scenario.Cut?, trouble: (kind: DiskTrouble.Kind, after: Int)?, waitSeconds: Int64) async {
        run += 1
        begin(cut: cut, trouble: trouble)
        let isBehind = clockIsBehind != nil
        do {
            if run == scenario.rotation?.run { night = try Self.night(scenario, run: run, world, disk) }
            let code = try await night.run(waitSeconds: waitSeconds)
            outcome.exitCode = code
            if isBehind { outcome.fail("C19", "run \(run) began with a clock that was set back far") }
            world.with { $0.trace.note($0.now, "run \(run) ends with \(code)") }
        } catch {
            let (isOff, hadTrouble) = world.with { ($0.power.isOff, $0.trouble.next == nil) }
            world.with { $0.trace.note($0.now, "run \(run) fails") }
            if isBehind {
                setClockRight()
            } else if !isOff, trouble == nil || !hadTrouble {
                outcome.violations.append("run \(run) failed: \(error)")
            }
        }
        end(cut: cut)
    }

    private func begin(cut: Scenario.Cut?, trouble: (kind: DiskTrouble.Kind, after: Int)?) {
        let run = run
        let files = scenario.workload.files.filter { $0.run == run }
        world.with { state in
            state.trace.note(state.now, "run \(run) begins")
            if run <= scenario.jumps.count { state.setClock(by: scenario.jumps[run - 1] * 1_000_000) }
            if let rotation = scenario.rotation, run == rotation.run {
                state.pac.keys.newFrom = state.now + rotation.newFrom * 1_000_000_000
                state.pac.keys.oldUntil = state.now + rotation.oldUntil * 1_000_000_000
            }
            for file in files {
                // Somebody who drops a file doesn't put it over another one of that name.
                state.files.drop(
                    file.bytes, at: "\(Simulation.workspace)/inbox/\(file.name)",
                    modified: state.wallMicros * 1000 - 60_000_000_000)
            }
            state.power.begin(cutBefore: cut?.step)
            state.trouble.next = trouble
            state.waits = 0
            state.ledgerFailedAt = nil
            state.postsAfterFailure = 0
            // A machine that was switched on again counts from anywhere.
            state.monotonicOffset = Int64(state.random.below(1 << 40))
        }
    }

    private func end(cut: Scenario.Cut?) {
        let (isOff, waits, late, seed) = world.with { state in
            (state.power.isOff, state.waits, state.postsAfterFailure, state.random.next())
        }
        if waits > World.waitsMax { outcome.fail("I12", "run \(run) goes round in circles") }
        if late > 0 { outcome.fail("G17", "\(late) POSTs left after the ledger had failed in run \(run)") }
        outcome.steps.append(world.with { $0.power.steps })
        if isOff, let cut {
            outcome.cuts += 1
            world.with { state in
                state.trace.note(state.now, "the power fails before step \(state.power.steps) of run \(run): \(cut.fate)")
                state.files.cut(&state.random, fate: cut.fate)
                state.pac.cut(at: state.now)
                state.power.begin(cutBefore: nil)
            }
            disk.cut(cut.fate, seed: seed)
        }
        world.with { state in
            state.power.begin(cutBefore: nil)
            state.trouble.next = nil
            state.now += Int64(state.random.within(1...120)) * 60_000_000_000
            state.live()
        }
        outcome.check {
            let checker = try Checker(world, disk, scenario, run: run)
            defer { standings = checker.standings }
            _ = checker.checkNothingWentBack(since: standings)
            return isOff ? try checker.checkAfterCut() : checker.findings
        }
    }

    // MARK: - The clock

    /// The last moment that the ledger knows, in microseconds, when the wall clock is so far before it that no run may begin (reliability.md 1.2,
    /// C19).
    private var clockIsBehind: Int64? {
        guard !scenario.jumps.isEmpty else { return nil }
        let last = (try? Checker(world, disk, scenario, run: run).lastEvent()) ?? 0
        return world.with { $0.wallMicros < last - 300_000_000 ? last : nil }
    }

    /// Somebody sees what the program complained of.
    private func setClockRight() {
        guard let last = clockIsBehind else { return }
        world.with { state in state.setClock(by: last - state.wallMicros + 1_000_000) }
    }

    private var isCalm: Bool {
        (try? Checker(world, disk, scenario, run: run).isCalm) ?? false
    }

    /// A finished batch run again: nothing is sent, and the same results are written (G5, I15).
    private func playOnceMore() async {
        guard outcome.violations.isEmpty, isCalm else { return }
        let before = world.with { ($0.pac.writes, Self.results($0.files)) }
        await playNight(cut: nil, trouble: nil, waitSeconds: 0)
        let after = world.with { ($0.pac.writes, Self.results($0.files)) }
        if after.0 != before.0 { outcome.fail("I15", "running a finished batch again sent \(after.0 - before.0) documents") }
        for name in Set(before.1.keys).union(after.1.keys).sorted() where before.1[name] != after.1[name] {
            outcome.fail("I15", "running a finished batch again changed \(name)")
        }
    }

    private static func results(_ files: FileTree) -> [String: [UInt8]] {
        files.files(below: workspace + "/results").reduce(into: [:]) { $0[$1] = files.bytes($1) }
    }
}

extension Scenario {
    /// The last run before which somebody does something.
    fileprivate var lastDrop: Int { max(workload.files.map(\.run).max() ?? 0, rotation?.run ?? 0, jumps.count) }
}

extension Machine {
    /// The simulated machine.
    fileprivate init(_ world: World, ledgerDisk: String) {
        self.init(
            clock: RunClock(
                wallMicros: { world.with { $0.wallMicros } }, monotonicNanos: { world.with { $0.now + $0.monotonicOffset } }),
            random: { world.with { $0.random.next() } }, pause: { time in world.with { $0.now += time } },
            inbox: .simulated(world), files: OpenFiles(world).operations, ledgerDisk: ledgerDisk,
            transport: { _, _ in PacLine(world) },
            stopGrade: { world.with { $0.power.isOff || $0.waits > World.waitsMax ? 2 : 0 } })
    }
}
