import Glibc
import PacSimulation

/// `pac-simulation`: nights of the program on a simulated machine, from seeds.
@main
enum Main {
    static func main() async {
        do {
            exit(try await Command(Array(CommandLine.arguments.dropFirst())).run() ? 0 : 1)
        } catch {
            write("pac-simulation: \(error)\n", to: STDERR_FILENO)
            exit(2)
        }
    }

    static func write(_ text: String, to descriptor: Int32) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }
}
