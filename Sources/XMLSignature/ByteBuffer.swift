internal import Glibc

/// Bytes that are appended by one copy each and kept together: the text of elements, canonical forms.
@safe
struct ByteBuffer: ~Copyable {
    private var memory: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    /// Bytes held.
    private(set) var count = 0

    init(capacity: Int) {
        self.capacity = capacity
        unsafe memory = .allocate(capacity: capacity)
    }

    deinit { unsafe memory.deallocate() }

    /// What is held.
    var span: Span<UInt8> {
        @_lifetime(borrow self)
        get {
            let span = unsafe Span(_unsafeStart: UnsafePointer(memory), count: count)
            return unsafe _overrideLifetime(span, borrowing: self)
        }
    }

    /// A copy of what is held.
    var bytes: [UInt8] { unsafe Array(UnsafeBufferPointer(start: memory, count: count)) }

    /// Forgets everything and keeps the room.
    mutating func removeAll() { count = 0 }

    /// Forgets the bytes in front of `start`; the rest moves to the front.
    mutating func removeFirst(_ start: Int) {
        unsafe memmove(memory, memory + start, count - start)
        count -= start
    }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
        if count == capacity { grow(by: 1) }
        unsafe memory[count] = byte
        count += 1
    }

    @inline(__always)
    mutating func append(_ bytes: UnsafePointer<UInt8>, count added: Int) {
        if count + added > capacity { grow(by: added) }
        unsafe memcpy(memory + count, bytes, added)
        count += added
    }

    mutating func append(_ text: StaticString) {
        unsafe append(text.utf8Start, count: text.utf8CodeUnitCount)
    }

    mutating func append(_ bytes: Span<UInt8>) {
        unsafe bytes.withUnsafeBufferPointer { bytes in
            guard let start = bytes.baseAddress else { return }
            unsafe append(start, count: bytes.count)
        }
    }

    private mutating func grow(by added: Int) {
        let larger = max(capacity * 2, count + added)
        let room = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        unsafe memcpy(room, memory, count)
        unsafe memory.deallocate()
        unsafe memory = room
        capacity = larger
    }
}
