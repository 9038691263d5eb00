/// Going on behind a line that can't be read.
extension CSVScanner {
    /// Goes on behind the next line end at or after `next`, without keeping anything.
    mutating func skipLine() throws(IngestError) {
        skipsLine = false
        while true {
            while next < buffer.end {
                let byte = unsafe buffer.bytes[next]
                if byte == 0x0A || byte == 0x0D { break }
                next = nextLineEnd(from: next)
            }
            // A line feed may follow a carriage return.
            if next + 1 < buffer.end { break }
            if next < buffer.end, buffer.isExhausted { break }
            if next < buffer.end, unsafe buffer.bytes[next] == 0x0A { break }
            let more = try buffer.fill(keeping: next)
            next = 0
            if !more, buffer.end == 0 { return }
        }
        let isPair = unsafe next + 1 < buffer.end && buffer.bytes[next] == 0x0D && buffer.bytes[next + 1] == 0x0A
        next += isPair ? 2 : 1
        nextLine += 1
    }

    func nextLineEnd(from index: Int) -> Int {
        var index = index
        while index < buffer.end {
            var bits = marks(at: index)
            while bits != 0 {
                let place = index + bits.trailingZeroBitCount
                let byte = unsafe buffer.bytes[place]
                if byte == 0x0A || byte == 0x0D { return place }
                bits &= bits - 1
            }
            index += 64
        }
        return buffer.end
    }
}
