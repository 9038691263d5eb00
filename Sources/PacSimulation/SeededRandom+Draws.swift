import SeededRandom

extension SeededRandom {
    /// Uniform in 0..<n.
    mutating func below(_ count: Int) -> Int { count < 2 ? 0 : Int(next() % UInt64(count)) }

    /// Uniform in a closed range.
    mutating func within(_ range: ClosedRange<Int>) -> Int { range.lowerBound + below(range.count) }

    /// True once in so many times.
    mutating func once(in count: Int) -> Bool { below(count) == 0 }

    /// One of a list that isn't empty.
    mutating func pick<Element>(_ list: [Element]) -> Element { list[below(list.count)] }

    /// A generator of its own for a part, so that one part's draws don't shift another's.
    mutating func branch() -> SeededRandom { SeededRandom(seed: next()) }
}
