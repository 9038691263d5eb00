import Glibc
import JSONText

/// Reads a settings file strictly: an unknown key or a wrong type names the file and the place.
struct ContentReader {
    let path: String
    let place: String
    private let value: JSONValue

    /// The value of a whole file (comments and trailing commas allowed).
    static func file(_ path: String) throws(SandboxError) -> ContentReader {
        let bytes = try FileCalls.read(path)
        do throws(JSONError) {
            return ContentReader(path: path, place: "", value: try JSONParser.parse(bytes, dialect: .configuration))
        } catch {
            throw .content(path: path, place: "line \(error.line), column \(error.column)", reason: "not JSON: \(error.reason)")
        }
    }

    private func failure(_ reason: String) -> SandboxError {
        .content(path: path, place: place.isEmpty ? "top level" : place, reason: reason)
    }

    private func child(_ key: String, _ value: JSONValue) -> ContentReader {
        ContentReader(path: path, place: place.isEmpty ? key : "\(place).\(key)", value: value)
    }

    /// Refuses keys other than these.
    func allow(_ keys: [String]) throws(SandboxError) {
        guard let object = value.object else { throw failure("an object is expected") }
        if let unknown = object.keys.first(where: { !keys.contains($0) }) {
            throw failure("unknown key \(unknown); known: \(keys.joined(separator: ", "))")
        }
    }

    /// The value under a key, if there is one.
    func optional(_ key: String) -> ContentReader? {
        value[key].map { child(key, $0) }
    }

    /// The value under a key.
    func required(_ key: String) throws(SandboxError) -> ContentReader {
        guard let value = value[key] else { throw failure("\(key) is missing") }
        return child(key, value)
    }

    /// The elements of an array.
    func elements() throws(SandboxError) -> [ContentReader] {
        guard let elements = value.array else { throw failure("an array is expected") }
        return elements.enumerated().map {
            ContentReader(path: path, place: "\(place)[\($0.offset)]", value: $0.element)
        }
    }

    /// The members of an object.
    func members() throws(SandboxError) -> [(key: String, value: ContentReader)] {
        guard let object = value.object else { throw failure("an object is expected") }
        return object.members.map { ($0.key, child($0.key, $0.value)) }
    }

    func text() throws(SandboxError) -> String {
        guard let text = value.string else { throw failure("a string is expected") }
        return text
    }

    func integer() throws(SandboxError) -> Int {
        guard let number = value.integer else { throw failure("a whole number is expected") }
        return number
    }

    /// A number or a string, as its text.
    func scalar() throws(SandboxError) -> String {
        guard let text = value.scalarText else { throw failure("a number or a string is expected") }
        return text
    }

    func bool() throws(SandboxError) -> Bool {
        guard let truth = value.bool else { throw failure("true or false is expected") }
        return truth
    }

    /// Refuses the value.
    func refuse(_ reason: String) -> SandboxError { failure(reason) }
}
