import SeededRandom
import Testing
import Transform

/// Numeration (rulebook 5.2, 10; Seed 004, Numeration).
struct NumberingTests {
    /// The seed's own formula: `f"{ascii:02}{random:03}{sequence:05}"[:10]`.
    static func seedNumeration(tenant: String, random: Int, sequence: Int) -> String {
        func padded(_ number: Int, _ digits: Int) -> String {
            let text = String(number)
            return String(repeating: "0", count: max(0, digits - text.count)) + text
        }
        let ascii = tenant.unicodeScalars.reduce(0) { $0 + Int($1.value) }
        return String((padded(ascii, 2) + padded(random, 3) + padded(sequence, 5)).prefix(10))
    }

    @Test func `the seed's formula overflows and then gives ten documents one number`() {
        let numbers = (12_340...12_349).map { Self.seedNumeration(tenant: "acme", random: 500, sequence: $0) }
        #expect(Set(numbers) == ["4065001234"], "the checksum has three digits, so the sequence loses its last")
        let ours = (12_340...12_349).map { Numbering.numeration(.cifras, companyID: "acme", sequence: $0) { 500 } }
        #expect(Set(ours).count == 10)
    }

    @Test func `the seed's formula also cuts a sequence past 99999 where the checksum fits`() {
        let numbers = (100_000...100_009).map { Self.seedNumeration(tenant: "A", random: 1, sequence: $0) }
        #expect(Set(numbers).count == 1)
    }

    @Test(arguments: [3, 4, 5])
    func `cifras never gives a number twice, whatever is drawn`(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var seen: Set<String> = []
        let early = Array(1...20_000) + Array(99_900...99_999)
        // Every later sequence whose digits could be those of an early number with its random ones.
        let late = [100_000, 100_001, 1_000_001, 12_300_045, 49_900_001, 49_999_999]
        for sequence in early + late {
            let number = Numbering.numeration(.cifras, companyID: "acme", sequence: sequence) { random.next(below: 1000) }
            #expect(number.map { seen.insert($0).inserted && $0.utf8.count == 10 && $0.hasPrefix("06") } == true, "\(sequence)")
        }
        #expect(seen.count == early.count + late.count)
    }

    @Test func `no random digits of an early number are those of a later one`() {
        for drawn in 0...999 {
            let number = Numbering.numeration(.cifras, companyID: "acme", sequence: 1) { drawn } ?? ""
            #expect((500...999).contains(Int(number.dropFirst(2).prefix(3)) ?? 0))
        }
        #expect(Numbering.numeration(.cifras, companyID: "acme", sequence: 49_999_999) { 0 } == "0649999999")
        #expect(Numbering.numeration(.cifras, companyID: "acme", sequence: 50_000_000) { 0 } == nil)
    }

    @Test func `the checksum keeps two digits whatever the company's id`() {
        for id in ["", "A", "acme", String(repeating: "z", count: 500), "ñandú"] {
            #expect(Numbering.numeration(.cifras, companyID: id, sequence: 7) { -3 }?.utf8.count == 10)
        }
    }
}
