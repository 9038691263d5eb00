import Fiscal
import RfeFixtures
import Testing

@testable import DgiXML

struct AlterationTests {
    @Test func `there are many`() {
        #expect(Alteration.all.count >= 60)
        #expect(Set(Alteration.all.map(\.name)).count == Alteration.all.count)
    }

    @Test(arguments: Alteration.all) func `each is told by the code that names its cause`(alteration: Alteration) {
        let text = alteration.text()
        #expect(!text.isEmpty)
        let reading = Reading(text)
        #expect(reading.codes == alteration.codes, "\(reading.faults + reading.documents.flatMap(\.faults))")
        let hasError = (reading.faults + reading.documents.flatMap(\.faults)).contains { $0.severity == .error }
        #expect(reading.documents.allSatisfy { ($0.trust == nil) == hasError })
        // Pieces of any size say the same.
        for piece in [7, 1000] {
            let again = Reading(Array(text.utf8), piece: piece)
            #expect(again.faults.map(\.code) == reading.faults.map(\.code))
            #expect(again.documents.map(\.faults) == reading.documents.map(\.faults))
        }
    }

    @Test func `every finding has a place`() {
        for alteration in Alteration.all {
            let reading = Reading(alteration.text())
            for fault in reading.faults + reading.documents.flatMap(\.faults) where fault.code != .xmlBelowMinimumTrust {
                #expect(fault.location != nil, "\(alteration.name): \(fault.code.code)")
            }
        }
    }
}
