import ArgumentParser
import PlenumApp

@main
struct Plenum: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "plenum")
}
