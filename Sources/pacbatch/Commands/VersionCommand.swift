import Fiscal
import JSONText

/// The program's own version.
enum Version {
    static let current = "0.1.0"
}

/// A library that the program runs with.
struct LibraryVersion: Sendable, Equatable {
    let name: String
    let version: String
}

/// `version`: the program and the libraries that it runs with, as they call themselves.
enum VersionCommand {
    static func run(_ context: Context, libraries: [LibraryVersion]) -> ExitCode {
        guard !context.global.json else {
            context.data(json(libraries))
            return .done
        }
        context.screen.data("pacbatch \(Version.current)\n" + libraries.map { "\($0.name) \($0.version)\n" }.joined())
        return .done
    }

    static func json(_ libraries: [LibraryVersion]) -> JSONValue {
        [
            "name": "pacbatch", "version": .string(Version.current),
            "libraries": .object(JSONObject(libraries.map { .init(key: $0.name, value: .string($0.version)) })),
        ]
    }
}
