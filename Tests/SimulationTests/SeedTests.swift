import PacSimulation
import Testing

/// A part of what `make simulate` and `scripts/test` play with the optimised program; here every assertion and overflow check is on.
struct SeedTests {
    /// Seeds of the debug build, which is several times slower.
    private static let seeds: ClosedRange<UInt64> = 1...30

    @Test func `nights of any seed keep what was promised`() async throws {
        let sum = try await Campaign().play(seeds: Self.seeds)
        #expect(sum.scenarios == Self.seeds.count)
        #expect(sum.cuts > 25 && sum.posts > 50)
        for outcome in sum.failures { Issue.record("seed \(outcome.seed): \(outcome.violations)") }
    }

    /// A failure that can't be replayed can't be understood (G18).
    @Test(arguments: [4, 11, 383, 4711])
    func `a seed tells the same story twice`(seed: UInt64) async throws {
        let campaign = try await Campaign()
        let first = try await campaign.play(seed: seed, keepsTrace: true)
        let second = try await campaign.play(seed: seed, keepsTrace: true)
        #expect(first.trace.count > 20)
        #expect(first.trace == second.trace)
        #expect(first.violations == second.violations)
    }

    @Test func `a batch of three documents survives a power cut before every step`() async throws {
        let campaign = try await Campaign()
        let sum = try await campaign.playEveryCut(isNew: false)
        #expect(sum.scenarios > 100 && sum.cuts == sum.scenarios)
        for outcome in sum.failures { Issue.record("\(outcome.violations)") }
    }
}

/// Seeds that found something, each with what it was.
struct FoundTests {
    struct Found: Sendable, CustomTestStringConvertible {
        let seed: UInt64
        let what: String
        /// Found before seeds had webhooks, voids, imports, exchanged keys and wrong clocks.
        var isPlain = true

        var testDescription: String { "\(seed): \(what)" }
    }

    private static let found = [
        Found(seed: 4, what: "a run that died before its results left none for ever"),
        Found(seed: 17, what: "a report that a dead run left half written stayed"),
        Found(seed: 67, what: "a file archived and not said so stayed 'taken'"),
        Found(seed: 109, what: "an XML filed and not said so was forgotten once the PDF was there"),
        Found(seed: 403, what: "a webhook whose own GET failed stayed due once its document was complete", isPlain: false),
        Found(seed: 4714, what: "a void was sent again because of an answer older than itself", isPlain: false),
        Found(seed: 5165, what: "a 429 that came during a commit didn't hold the POST behind it", isPlain: false),
        Found(seed: 5393, what: "a webhook of a document that a look-up adopted stayed held", isPlain: false),
        Found(seed: 784, what: "look-ups that a refused key ended were waited for without end", isPlain: false),
        Found(seed: 74, what: "a refused webhook moved and not said so stayed 'claimed'", isPlain: false),
        Found(seed: 830, what: "a 429 held another key than the one that it answered", isPlain: false),
        Found(
            seed: 8322, what: "the answer to an invoice showed a credit note of the same number, and was believed", isPlain: false
        ),
        Found(seed: 8901, what: "a clock that was set back twice, a little each time, went unnoticed", isPlain: false),
        Found(
            seed: 79_204, what: "a RUC's question was passed on to a company whose keys were refused, and nobody asked it",
            isPlain: false),
        Found(seed: 101_946, what: "a 404 right after a webhook let a document out once more", isPlain: false),
        Found(seed: 134_320, what: "two runs of one second, with a clock set back, drew the same name", isPlain: false),
        Found(seed: 139_166, what: "a failed checkpoint of the log was nobody's trouble", isPlain: false),
    ]

    @Test(arguments: found) func `stays found`(found: Found) async throws {
        let outcome = try await Campaign().play(seed: found.seed, isPlain: found.isPlain)
        #expect(outcome.violations.isEmpty)
    }
}
