/// The mounted file systems, as /proc/self/mountinfo lists them (proc(5)).
struct MountTable: Sendable {
    private var mounts: [(point: String, type: String)] = []

    init(_ text: String) {
        for line in text.split(separator: "\n") {
            let fields = line.split(separator: " ")
            guard let dash = fields.firstIndex(of: "-"), dash > 5, dash + 1 < fields.count else { continue }
            mounts.append((Self.unescaped(fields[4]), String(fields[dash + 1])))
        }
    }

    /// The type of the file system that an absolute path without links lies on; nil when no mount holds it.
    func type(of path: String) -> String? {
        // A later mount on the same point hides the earlier one.
        var best: (point: String, type: String)?
        for mount in mounts where path == mount.point || path.hasPrefix(mount.point == "/" ? "/" : mount.point + "/") {
            if mount.point.utf8.count >= best?.point.utf8.count ?? 0 { best = mount }
        }
        return best?.type
    }

    /// Space, tab, line feed and backslash are written as a backslash and three octal digits.
    private static func unescaped(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\\"), let escaped = UInt8(String(decoding: rest.prefix(3), as: UTF8.self), radix: 8) {
                bytes.append(escaped)
                rest = rest.dropFirst(3)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
