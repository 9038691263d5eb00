internal import Glibc

/// True when both are the same bytes.
@inline(__always)
func isEqual(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
    guard left.count == right.count else { return false }
    return unsafe left.withUnsafeBufferPointer { first in
        unsafe right.withUnsafeBufferPointer { second in
            guard let first = first.baseAddress, let second = second.baseAddress else { return true }
            return unsafe memcmp(first, second, left.count) == 0
        }
    }
}
