internal import Fiscal

/// Which columns of a row go to which cells of a record.
struct CellPlan: Sendable {
    struct Target: Sendable {
        private let place: UInt16
        private let key: UInt8
        let care: CellCare

        init(column: Int, slot: Int, care: CellCare) {
            place = UInt16(column)
            key = UInt8(slot)
            self.care = care
        }

        @inline(__always) var column: Int { Int(place) }
        /// The key's raw value.
        @inline(__always) var slot: Int { Int(key) }
    }

    /// At most 64, in the order of the file.
    let targets: [Target]
    /// The decimal sign that a number may have without being looked at further; a digit where there is none.
    var freeSign = UInt8(ascii: "0")

    init(_ targets: [Target]) {
        precondition(targets.count <= 64, "a record has fewer cells than that")
        self.targets = targets
    }

    /// How many targets have their column among the first `count` ones.
    @inline(__always)
    func count(within count: Int) -> Int {
        guard let last = targets.last, last.column >= count else { return targets.count }
        return targets.count { $0.column < count }
    }
}
