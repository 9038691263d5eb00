private import Glibc

extension SecretSource {
    private static let bytesMax = 16_384

    /// Fetches the secret.
    /// - Throws: `SecretError`.
    func read(environment: Environment) throws(SecretError) -> Secret {
        let raw: [UInt8]
        switch self {
        case .env(let name):
            guard let value = environment[name] else { throw .variableNotSet(name) }
            raw = Array(value.utf8)
        case .file(let path):
            let file = try Self.open(path)
            // systemd hands credentials out by an access list, which shows in the group's bits: only files of the user's own are judged by them.
            let status = file.status
            guard status.owner == geteuid() else { throw .notOurs(path: path) }
            guard status.permissions & 0o077 == 0 else { throw .tooOpen(path: path, mode: String(status.permissions, radix: 8)) }
            raw = try Self.contents(of: file, path: path)
        case .credential(let name):
            guard let directory = environment["CREDENTIALS_DIRECTORY"] else { throw .noCredentialsDirectory(credential: name) }
            let path = directory + "/" + name
            raw = try Self.contents(of: try Self.open(path), path: path)
        }
        guard let secret = Secret(raw) else { throw .empty(self) }
        return secret
    }

    private static func open(_ path: String) throws(SecretError) -> OpenFile {
        do throws(FileError) {
            let file = try OpenFile(reading: path)
            guard file.status.isRegular else { throw FileError(.open, path, errno: ELOOP) }
            return file
        } catch {
            throw error.errno == ELOOP ? .notAFile(path: path) : .unreadable(path: path, errno: error.errno)
        }
    }

    private static func contents(of file: borrowing OpenFile, path: String) throws(SecretError) -> [UInt8] {
        let bytes: [UInt8]?
        do throws(FileError) {
            bytes = try file.contents(limit: bytesMax)
        } catch {
            throw .unreadable(path: path, errno: error.errno)
        }
        guard let bytes else { throw .tooLarge(path: path) }
        return bytes
    }
}
