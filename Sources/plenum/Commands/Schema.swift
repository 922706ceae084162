import ArgumentParser
import PlenumCore

struct Schema: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            abstract: words(
                "In JSON Schema của ngôn ngữ, cho trình soạn thảo.", "Prints the language's JSON Schema, for editors."),
            discussion: words(
                "plenum schema > plenum.schema.json, rồi ghi ở dòng đầu của định nghĩa: # yaml-language-server: $schema=plenum.schema.json",
                "plenum schema > plenum.schema.json, then at the top of a definition: # yaml-language-server: $schema=plenum.schema.json"
            ))
    }

    @OptionGroup var options: GlobalOptions

    func run() throws {
        Terminal.print(LanguageSchema.schema(in: Terminal.language).prettyText)
    }
}
