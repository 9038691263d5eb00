/// The rFE's elements as a tree in the schema's order (dgi.md 1.1, 1.2), for a reader that walks along it.
///
/// Nodes are numbered in document order, so the elements inside one are those behind it up to its `end`.
struct RfeSchema: Sendable {
    /// One element of the schema.
    struct Node: Sendable, BitwiseCopyable {
        /// Place of its local name in the vocabulary, from 1.
        var name: Int16
        var parent: Int16
        /// The first element inside it; -1 for a leaf.
        var firstChild: Int16 = -1
        /// The next element beside it; -1 for the last.
        var next: Int16 = -1
        /// The node behind everything inside it.
        var end: Int16
        var least: UInt16
        /// 0: any number.
        var most: UInt16
        /// One of its siblings stands in its place.
        var isChoice: Bool
        var form: RfeForm
    }

    let nodes: [Node]
    /// Local name of each node.
    let names: [String]
    /// Local names that stand in the schema, each once; places count from 1.
    let vocabulary: [String]
    /// Codes of the enumerations, which forms name by range.
    let codes: RfeCodes
    private let byPath: [String: Int]

    /// The schema of the generated table.
    static let standard = RfeSchema(table: RfeFieldData.text)

    init(table: String) {
        var nodes: [Node] = []
        var names: [String] = []
        var places: [String: Int16] = [:]
        var vocabulary: [String] = []
        var byPath: [String: Int] = [:]
        var last: [Int: Int] = [:]
        var codes = RfeCodes()
        for line in table.split(separator: "\n") {
            let cells = line.split(separator: "|").map(String.init)
            let (path, name) = (cells[0], String(cells[0].split(separator: "/").last ?? ""))
            if places[name] == nil {
                vocabulary.append(name)
                places[name] = Int16(vocabulary.count)
            }
            let number = nodes.count
            let parent = path.lastIndex(of: "/").flatMap { byPath[String(path[..<$0])] }
            let isChoice = cells[3].hasPrefix("choice ")
            nodes.append(
                Node(
                    name: places[name] ?? 0, parent: Int16(parent ?? -1), end: Int16(number + 1), least: UInt16(cells[1]) ?? 0,
                    most: UInt16(cells[2]) ?? 1, isChoice: isChoice,
                    form: RfeForm(isChoice ? String(cells[3].dropFirst("choice ".count)) : cells[3], codes: &codes)))
            names.append(name)
            byPath[path] = number
            Self.link(number, to: parent, &nodes, &last)
        }
        self.nodes = nodes
        self.names = names
        self.vocabulary = vocabulary
        self.codes = codes
        self.byPath = byPath
    }

    private static func link(_ number: Int, to parent: Int?, _ nodes: inout [Node], _ last: inout [Int: Int]) {
        guard let parent else { return }
        if let before = last[parent] {
            nodes[before].next = Int16(number)
        } else {
            nodes[parent].firstChild = Int16(number)
        }
        last[parent] = number
        var ancestor = Int16(parent)
        while ancestor >= 0 {
            nodes[Int(ancestor)].end = Int16(number + 1)
            ancestor = nodes[Int(ancestor)].parent
        }
    }

    /// The number of the node of a path, which must be one of the table's.
    func node(_ path: String) -> Int {
        guard let number = byPath[path] else { preconditionFailure("the table has no \(path)") }
        return number
    }

    /// True when a node may stand more than once.
    func repeats(_ node: Int) -> Bool { nodes[node].most != 1 }
}
