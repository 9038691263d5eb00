/// Why the sandbox couldn't start or go on: facts only.
public enum SandboxError: Error, Sendable, Equatable {
    /// A system call failed.
    case system(call: String, errno: Int32)
    /// libmicrohttpd didn't start.
    case httpServer
    /// A file can't be read or written.
    case file(path: String, errno: Int32)
    /// A file's text isn't what it should be; `place` is a line and column or a JSON path.
    case content(path: String, place: String, reason: String)
    /// The command line can't be used.
    case usage(argument: String, reason: String)
}
