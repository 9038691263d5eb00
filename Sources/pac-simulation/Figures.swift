import Glibc
import PacSimulation

/// One campaign's figures.
struct FigureLine {
    let name: String
    let sum: Campaign.Sum
    let seconds: Int

    var text: String {
        "\(sum.scenarios) scenarios, \(sum.nights) nights, \(sum.cuts) power cuts, \(sum.documents) orders, \(sum.posts) POSTs, "
            + "\(sum.failed) failed, \(seconds) s"
    }
}

/// The page that the figures are kept on; written by this program only.
struct FigurePage {
    private let lines: [FigureLine]

    init(_ lines: [FigureLine]) { self.lines = lines }

    private var text: String {
        var text = """
            # Simulated nights

            Written by `pac-simulation` at commit \(Commit.name). How the simulation works: [ARCHITECTURE.md](ARCHITECTURE.md), "The simulation".

            | campaign | scenarios | runs | power cuts | orders | POSTs | scenarios with a violation | seconds |
            |---|---|---|---|---|---|---|---|

            """
        for line in lines {
            let sum = line.sum
            text +=
                "| \(line.name) | \(sum.scenarios) | \(sum.nights) | \(sum.cuts) | \(sum.documents) | \(sum.posts) | \(sum.failed) | \(line.seconds) |\n"
        }
        var states: [String: Int] = [:]
        for line in lines { states.merge(line.sum.states) { $0 + $1 } }
        text += "\nWhere the documents of all of them ended:\n\n| state | documents |\n|---|---|\n"
        for (state, count) in states.sorted(by: { $0.value > $1.value }) { text += "| \(state) | \(count) |\n" }
        return text
    }

    func write(to path: String) throws {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Command.Misuse(description: "\(path) can't be written") }
        Main.write(text, to: descriptor)
        close(descriptor)
    }
}

/// The commit that the program was built from, as far as the environment says so.
enum Commit {
    static var name: String {
        guard let text = unsafe getenv("PACBATCH_COMMIT") else { return "unknown: PACBATCH_COMMIT isn't set" }
        return unsafe String(cString: text)
    }
}
