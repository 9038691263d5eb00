/// An operation of this stage that failed.
public enum EmitError: Error, Equatable, Sendable {
    /// A system call failed on a path, with its errno.
    case system(call: String, path: String, errno: Int32)
    /// A text that was to become a file's name isn't a CUFE (dgi.md 2.1).
    case notACufe(String)
    /// A text that was to become a folder's name isn't a company id.
    case notACompanyID(String)
    /// What was downloaded isn't the document.
    case refused(DownloadDefect)

    /// True when the disk, or its quota, is full (G17).
    public var isFull: Bool {
        switch self {
        case .system(_, _, let errno): errno == FileOperations.diskFull || errno == FileOperations.quotaExceeded
        case .notACufe, .notACompanyID, .refused: false
        }
    }
}
