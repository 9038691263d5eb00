import JSONText
private import Glibc

extension Configuration {
    private static let bytesMax = 8 << 20

    /// Reads the configuration of a workspace.
    static func load(_ workspace: Workspace, environment: Environment) throws(ConfigurationError) -> Configuration {
        let path = workspace.configuration
        let bytes: [UInt8]?
        do throws(FileError) {
            // A configuration may be a symbolic link, into a folder under version control for one.
            bytes = try OpenFile(reading: FileSystem.resolved(path)).contents(limit: bytesMax)
        } catch {
            throw error.errno == ENOENT ? .missing(path: path) : .unreadable(path: path, errno: error.errno)
        }
        guard let bytes else { throw .tooLarge(path: path, limit: bytesMax) }
        let value: JSONValue
        do {
            value = try JSONParser.parse(bytes, dialect: .configuration)
        } catch {
            throw .notJSON(path: path, error)
        }
        var configuration = try Configuration(value, environment: environment)
        try configuration.takeCatalogues(of: workspace)
        return configuration
    }
}

extension JSONValue {
    /// The value with the members of all objects in the order of their names' bytes: equal configurations have equal texts.
    var canonical: JSONValue {
        switch self {
        case .array(let elements): .array(elements.map(\.canonical))
        case .object(let object):
            .object(
                JSONObject(
                    object.members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
                        .map { .init(key: $0.key, value: $0.value.canonical) }))
        case .null, .bool, .number, .string: self
        }
    }
}
