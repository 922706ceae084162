import ArgumentParser
import PlenumCore

struct Reference: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            abstract: words(
                "In tài liệu tra cứu của ngôn ngữ định nghĩa.", "Prints the reference of the definition language."))
    }

    @OptionGroup var options: GlobalOptions

    func run() throws {
        Terminal.write(LanguageReference.markdown(in: Terminal.language), to: 1)
    }
}
