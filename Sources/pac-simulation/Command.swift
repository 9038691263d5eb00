import Glibc
import PacSimulation

/// What the command line asks for.
struct Command {
    /// What it says that can't be done.
    struct Misuse: Error, CustomStringConvertible {
        let description: String
    }

    private var seeds: ClosedRange<UInt64>?
    private var seed: UInt64?
    private var twice: ClosedRange<UInt64>?
    private var cuts: [(step: Int, fate: PowerCutFate)]?
    private var isNew = false
    private var keepsTrace = false
    private var isExhaustive = false
    private var figures: String?
    private var jobs = max(Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))), 1)

    static let usage = """
        pac-simulation --seeds 1..2000        plays these seeds
                       --seed 4711 [--trace]  plays one, and tells what happened
                       --cuts 12:torn,40:allLost [--new] [--trace]
                                             three documents, the power cut before step 12 of the first run and step 40 of the
                                             second; --new: the first run makes the ledger
                       --twice 1..100         plays these twice: each must tell the same story again
                       --exhaustive           every crash point of three documents, and every pair of them
                       --figures FILE         writes the figures into this page
                       --jobs N               scenarios at once
        """

    init(_ words: [String]) throws {
        var words = words[...]
        while let word = words.popFirst() {
            switch word {
            case "--trace": keepsTrace = true
            case "--exhaustive": isExhaustive = true
            case "--new": isNew = true
            case "--cuts": cuts = try Self.cuts(words.popFirst())
            case "--seed": seed = try Self.number(words.popFirst())
            case "--jobs": jobs = Int(try Self.number(words.popFirst()))
            case "--figures": figures = words.popFirst()
            case "--seeds": seeds = try Self.range(words.popFirst())
            case "--twice": twice = try Self.range(words.popFirst())
            default: throw Misuse(description: Self.usage)
            }
        }
        guard seeds != nil || seed != nil || cuts != nil || twice != nil || isExhaustive else {
            throw Misuse(description: Self.usage)
        }
    }

    private static func cuts(_ text: String?) throws -> [(step: Int, fate: PowerCutFate)] {
        try (text ?? "").split(separator: ",").map { cut in
            let sides = cut.split(separator: ":").map(String.init)
            guard sides.count == 2, let fate = PowerCutFate(rawValue: sides[1]) else { throw Misuse(description: usage) }
            return (Int(try number(sides[0])), fate)
        }
    }

    private static func range(_ text: String?) throws -> ClosedRange<UInt64> {
        let ends = (text ?? "").split(separator: "..").map(String.init)
        let (first, last) = (try number(ends.first), try number(ends.last))
        guard ends.count == 2, first <= last else { throw Misuse(description: usage) }
        return first...last
    }

    private static func number(_ text: String?) throws -> UInt64 {
        guard let number = text.flatMap({ UInt64($0) }) else { throw Misuse(description: usage) }
        return number
    }

    /// Plays what was asked for. False when something was found.
    func run() async throws -> Bool {
        let campaign = try await Campaign(width: jobs)
        var isFine = true
        var lines: [FigureLine] = []
        var alone: [Outcome] = []
        if let seed { alone.append(try await campaign.play(seed: seed, keepsTrace: keepsTrace)) }
        if let cuts { alone.append(try await campaign.play(cuts: cuts, isNew: isNew, keepsTrace: keepsTrace)) }
        for outcome in alone {
            for line in outcome.trace { say(line) }
            tell(outcome)
            isFine = isFine && outcome.violations.isEmpty
        }
        if let seeds {
            lines.append(
                try await timed("seeds \(seeds.lowerBound) to \(seeds.upperBound)") {
                    try await campaign.play(seeds: seeds) { say("\($0) seeds") }
                })
        }
        if let twice {
            let differing = try await campaign.playTwice(seeds: twice)
            say("seeds \(twice.lowerBound) to \(twice.upperBound) twice: \(differing.count) told another story")
            for seed in differing { say("  --seed \(seed)") }
            isFine = isFine && differing.isEmpty
        }
        if isExhaustive {
            lines.append(try await timed("each crash point, three fates") { try await campaign.playEveryCut(isNew: false) })
            lines.append(try await timed("the same while the ledger is made") { try await campaign.playEveryCut(isNew: true) })
            lines.append(try await timed("each pair of crash points") { try await campaign.playEveryPair { say("\($0) pairs") } })
        }
        for line in lines where line.sum.failed > 0 { isFine = false }
        if let figures { try FigurePage(lines).write(to: figures) }
        return isFine
    }

    private func timed(_ name: String, _ play: () async throws -> Campaign.Sum) async throws -> FigureLine {
        let began = ContinuousClock.now
        let sum = try await play()
        let line = FigureLine(name: name, sum: sum, seconds: Int((ContinuousClock.now - began).components.seconds))
        say("\(line.name): \(line.text)")
        for outcome in sum.failures { tell(outcome) }
        return line
    }

    private func tell(_ outcome: Outcome) {
        guard !outcome.violations.isEmpty else {
            return say(
                "\(outcome.replay): \(outcome.nights) nights, \(outcome.cuts) power cuts, \(outcome.posts) POSTs, all is well")
        }
        say("\(outcome.replay) fails (at \(Commit.name)):")
        for violation in outcome.violations { say("  \(violation)") }
        say("  again: pac-simulation \(outcome.replay) --trace")
    }

    private func say(_ text: String) { Main.write(text + "\n", to: STDOUT_FILENO) }
}
