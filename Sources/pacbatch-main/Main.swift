import pacbatch

@main
enum Main {
    static func main() async { await Pacbatch.main() }
}
