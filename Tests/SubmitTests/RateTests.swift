import Fiscal
import SeededRandom
import Testing

@testable import Submit

/// The limit, in every sliding second (G15; performance.md 1, target 8).
struct RateWindowTests {
    /// Sends as soon as allowed for so many seconds; every wake-up is late by up to `latenessMicros`. Returns the moments.
    private func sends(
        _ window: inout RateWindow, seconds: Int64, latenessMicros: Int64, random: inout SeededRandom, idle: Bool = false
    ) -> [Int64] {
        var now: Int64 = 5_000_000_000
        let end = now + seconds * 1_000_000_000
        var moments: [Int64] = []
        while now < end {
            let earliest = window.earliest(now: now)
            if earliest > now {
                now = earliest + (latenessMicros == 0 ? 0 : Int64.random(in: 0...latenessMicros, using: &random) * 1000)
                continue
            }
            window.take(at: now)
            moments.append(now)
            if idle, Int.random(in: 0..<20, using: &random) == 0 { now += Int64.random(in: 0...3_000_000_000, using: &random) }
        }
        return moments
    }

    /// The most sends in any window of so many nanoseconds, its end excluded.
    private func most(_ moments: [Int64], within length: Int64) -> Int {
        var first = 0
        var most = 0
        for (index, moment) in moments.enumerated() {
            while moment - moments[first] >= length { first += 1 }
            most = max(most, index - first + 1)
        }
        return most
    }

    @Test("never more than the limit in any second, whatever the schedule", arguments: UInt64(1)...60)
    func isKept(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let perSecond = [1, 2, 3, 5, 10, 50, 200, 1000].randomElement(using: &random) ?? 1
        let burst = Int.random(in: 1...max(perSecond * 2, 2), using: &random)
        var window = RateWindow(perSecond: Double(perSecond), burst: burst)
        let lateness = [0, 100, 1000, 4000, 30_000, 400_000].randomElement(using: &random) ?? 0
        let moments = sends(&window, seconds: 12, latenessMicros: Int64(lateness), random: &random, idle: seed.isMultiple(of: 2))
        #expect(most(moments, within: 1_000_000_000) <= perSecond, "seed \(seed)")
    }

    @Test(
        "at least 97 % of the limit is used, late wake-ups included", arguments: [1, 2, 5, 10, 50, 200, 1000], [Int64(0), 1100])
    func isUsed(perSecond: Int, latenessMicros: Int64) {
        var random = SeededRandom(seed: UInt64(perSecond))
        var window = RateWindow(perSecond: Double(perSecond), burst: 1)
        let moments = sends(&window, seconds: 60, latenessMicros: latenessMicros, random: &random)
        #expect(Double(moments.count) >= 0.97 * 60 * Double(perSecond), "\(moments.count)")
    }

    @Test("at most so many go at once", arguments: [(2, 1), (2, 2), (10, 3), (50, 1), (50, 10)])
    func burst(perSecond: Int, burst: Int) {
        for seed in 1...10 {
            var random = SeededRandom(seed: UInt64(seed))
            var window = RateWindow(perSecond: Double(perSecond), burst: burst)
            let moments = sends(&window, seconds: 20, latenessMicros: 3000, random: &random, idle: true)
            #expect(most(moments, within: 1_000_000) <= burst)
        }
    }

    @Test func `the second counts from when the first byte left`() {
        var window = RateWindow(perSecond: 2, burst: 2, guardNanoseconds: 0)
        let first = window.take(at: 0)
        window.take(at: 2_000_000)
        window.correct(send: first, to: 300_000_000)
        #expect(window.earliest(now: 1_000_000_000) == 1_300_000_000)
        window.correct(send: first, to: 100_000_000)
        #expect(window.earliest(now: 1_000_000_000) == 1_300_000_000)
    }

    @Test func `after a rest the burst is there again, and not more`() {
        var window = RateWindow(perSecond: 10, burst: 3)
        func atOnce(_ now: Int64) -> Int {
            var count = 0
            while window.earliest(now: now) <= now {
                window.take(at: now)
                count += 1
            }
            return count
        }
        #expect(atOnce(0) == 3)
        #expect(atOnce(60_000_000_000) == 3)
        #expect(atOnce(60_000_000_000) == 0)
    }

    @Test("less than one a second is kept too", arguments: [0.1, 0.5, 0.9])
    func slow(perSecond: Double) {
        var random = SeededRandom(seed: 1)
        var window = RateWindow(perSecond: perSecond, burst: 1)
        let moments = sends(&window, seconds: 200, latenessMicros: 1000, random: &random)
        #expect(zip(moments.dropFirst(), moments).allSatisfy { Double($0 - $1) >= 0.86e9 / perSecond })
        #expect(Double(moments.count) >= 0.9 * 200 * perSecond)
    }

    @Test func `a pause holds everything, and widens the guard up to a quarter of a second`() {
        var window = RateWindow(perSecond: 50, burst: 50)
        window.pause(until: 9_000_000_000)
        #expect(window.earliest(now: 0) == 9_000_000_000)
        window.pause(until: 1_000_000_000)
        #expect(window.earliest(now: 0) == 9_000_000_000, "a floor is never lowered")
        #expect(window.guardNanoseconds == 48_000_000)
        for _ in 0..<10 { window.pause(until: 0) }
        #expect(window.guardNanoseconds == 250_000_000)
    }

    @Test("the stage keeps the limit on its own clock", arguments: [(5, 1), (20, 5), (50, 50)])
    func inTheStage(perSecond: Int, burst: Int) throws {
        let bench = try Bench(perSecond: Double(perSecond), burst: burst)
        bench.settings.concurrency = 16
        bench.settings.waitSeconds = 0
        for order in 1...(perSecond * 6) { try bench.admit("SO-\(order)") }
        try bench.run()
        let moments = bench.pac.posts.map(\.at)
        #expect(moments.count == perSecond * 6)
        #expect(most(moments, within: 1_000_000_000) <= perSecond)
        let seconds = Double((moments.last ?? 0) - (moments.first ?? 0)) / 1e9
        #expect(Double(moments.count - 1) / seconds >= 0.97 * Double(perSecond))
    }

    @Test("a new run knows what the one before it has sent", arguments: [0, 300, 900, 1200])
    func acrossRuns(millis: Int64) throws {
        let bench = try Bench(perSecond: 10, burst: 10)
        bench.settings.concurrency = 16
        bench.settings.waitSeconds = 0
        for order in 1...10 { try bench.admit("SO-\(order)") }
        try bench.run()
        #expect(bench.pac.posts.count == 10)
        bench.clock.advance(nanoseconds: millis * 1_000_000)
        for order in 11...20 { try bench.admit("SO-\(order)") }
        try bench.beginRun(reopening: true)
        try bench.run()
        #expect(bench.pac.posts.count == 20)
        #expect(most(bench.pac.posts.map(\.at), within: 1_000_000_000) <= 10)
    }

    @Test func `a POST that is answered 429 counts`() throws {
        let bench = try Bench(perSecond: 2, burst: 2)
        for order in 1...6 { try bench.admit("SO-\(order)") }
        bench.pac.onPost = { _, nth in nth % 2 == 0 ? .error(429, "x", headers: ["retry-after": "0"]) : nil }
        try bench.run()
        #expect(bench.pac.posts.count > 6)
        #expect(most(bench.pac.posts.map(\.at), within: 1_000_000_000) <= 2)
    }
}
