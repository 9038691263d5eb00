internal import Glibc

/// An operation of the inbox or of a reader that failed. The user's data being wrong is never one of these: that's a `Fault`.
public enum IngestError: Error, Equatable, Sendable {
    /// A system call failed on a path (or on an open file, whose path isn't known any more: nil), with its errno.
    case system(call: String, path: String?, errno: Int32)
    /// The path is no regular file: a link, a pipe, a device, a folder.
    case notRegular(path: String)
    /// The file changed while it was being read or claimed.
    case changed(path: String)

    /// The system's own words for what happened, for the `reason` of a fault.
    public var reason: String {
        switch self {
        case .system(let call, _, let code): "\(call): " + (unsafe String(validatingCString: strerror(code)) ?? "errno \(code)")
        case .notRegular: "not a regular file"
        case .changed: "changed while it was read"
        }
    }
}
