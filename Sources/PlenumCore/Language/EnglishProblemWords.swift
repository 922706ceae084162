/// What is said in English of what is wrong in a file.
enum EnglishProblemWords {
    static func message(_ problem: SyntaxProblem) -> String {
        switch problem {
        case .emptyFile: "the file is empty; a definition begins with “plenum: 1”"
        case .tooLarge(let limit): "the file is larger than \(limit / 1_048_576) MiB"
        case .notUTF8: "this is not UTF-8 text; save the file with the encoding UTF-8"
        case .utf16: "the file is UTF-16; save it with the encoding UTF-8"
        case .nul: "a NUL character cannot stand in a definition"
        case .controlCharacter(let code): "an invisible control character (\(hex(code))) cannot stand in a definition"
        case .lineSeparator(let code):
            "an invisible line separator (\(hex(code))) stands here; delete it or press Enter instead"
        case .tooDeep(let limit): "values are nested more than \(limit) deep"
        case .tooManyValues(let limit): "the file holds more than \(limit) values"
        case .textTooLong(let limit): "a text is longer than \(limit / 1024) KiB"
        case .anchor(let name):
            "anchors are not used in a definition: “&\(name)”; to begin a text with “&”, put it in quotes"
        case .alias(let name):
            "aliases are not used in a definition: “*\(name)”; write the value out, "
                + "or put a text that begins with “*” in quotes"
        case .mergeKey: "merge keys (“<<”) are not used in a definition; write the keys out"
        case .tag(let name):
            "tags are not used in a definition: “\(name)”; to begin a text with “!”, put it in quotes"
        case .directive: "directives (lines that begin with “%”) are not used in a definition"
        case .yamlVersion: "this version of YAML is not known; leave the line “%YAML …” out"
        case .secondDocument: "a second document begins here; a file holds one definition, so leave “---” out"
        case .keyNotText: "a key must be a name, not a list or a map"
        case .emptyKey: "a name is missing before the colon"
        case .duplicateKey(let key, let first):
            "“\(key)” stands twice in the same place; the first is on line \(first.line)"
        case .indentation:
            "the indentation does not fit: keys that belong together begin in the same column, "
                + "what belongs to a key two spaces further"
        case .missingColon: "a colon is missing after the name; write “name: value”"
        case .secondColon:
            "a colon followed by a space cannot stand inside a value; put the value in quotes"
        case .unclosedQuote: "the quotation mark that opens here is never closed"
        case .unclosedBracket: "the bracket or brace that opens here is never closed"
        case .badEscape: "a backslash in double quotes begins an escape that does not exist; use single quotes"
        case .tab: "a tab stands here; YAML is indented with spaces only"
        case .cannotStart(let character):
            "a value cannot begin with “\(character)”; put the value in quotes"
        case .noSpaceAfterColon(let key): "a space is missing after the colon of “\(key)”"
        case .noSpaceAfterDash: "a space is missing after the “-” of a list's entry"
        case .afterQuote: "text follows behind the closing quotation mark; put the whole value in quotes"
        case .notYAML: "this cannot be read as YAML"
        }
    }

    static func fix(_ problem: SyntaxProblem) -> String? {
        switch problem {
        case .tab: "replace the tab by two spaces"
        case .noSpaceAfterColon(let key): "write “\(key): …”"
        case .cannotStart, .afterQuote, .secondColon: "write “key: \"…\"”"
        case .noSpaceAfterDash(let entry): "write “- \(entry)”"
        case .emptyFile: "plenum new makes a definition to start from"
        default: nil
        }
    }

    static func message(_ problem: LanguageProblem) -> String {
        switch problem {
        case .languageVersion(let version):
            "version \(version) of the language is not known; this Plenum reads version 1"
        case .unknownKey(let key, let subject, let suggestion, let present):
            "“\(key)” is not a key of \(name(subject))"
                + (suggestion.map { "; did you mean “\($0)”?" } ?? present.map { "; “\($0)” stands there already" }
                    ?? "")
        case .missingKey(let field, let subject):
            field.key == "deadline"
                ? "\(name(subject)) has no “deadline”; where there is none, write “deadline: none”"
                : "\(name(subject)) has no “\(field.key)”"
        case .missingValue(let field): "nothing stands behind “\(field.key):”"
        case .commaInBraces(let key):
            "the comma before “\(key)” begins a new key, because the text stands in braces; "
                + "put the text in quotes or on a line of its own"
        case .tooDeep(let key):
            "“\(key)” stands among the lines of the title; by its indentation it must stand in the column of “title”"
        case .noDefinition(let name, let known, let suggestion):
            "there is no workflow “\(name)”: no file \(name).yaml beside this one"
                + (known.isEmpty ? "" : ", and of those that ship there are \(list(known, "and"))") + meant(suggestion)
        case .faultyDefinition(let name, let file, let errors):
            "“\(name)” cannot be used: \(file) has \(errors) \(errors == 1 ? "fault" : "faults")"
        case .usesItself(let names): "workflows may not use each other in a circle: \(names.joined(separator: " → "))"
        case .tooDeepUse(let names, let most):
            "more than \(most) workflows use one another: \(names.joined(separator: " → "))"
        case .unknownInput(let name, let workflow, let known, let suggestion):
            "“\(workflow)” has no input “\(name)”"
                + (known.isEmpty ? "; it has none" : "; it has \(list(known, "and"))") + meant(suggestion)
        case .inputNotGiven(let name, let workflow):
            "“\(workflow)” needs “\(name)”: say under “with” what it is"
        case .choiceNotGiven(let name, let workflow):
            "in “\(workflow)” rows choose among “\(name)”: say under “with” which list it is, by its name"
        case .notOfType(let text, let name, let type):
            "“\(name)” needs \(type.words[.en]), not “\(text)”; a name stands without quotes"
        case .endless(let first, let second):
            "it would never end; say with “\(first)” how many times, or with “\(second)” until which day"
        case .eitherOr(let first, let second): "only one of “\(first)” and “\(second)” can stand here"
        case .onlyFor(let key, let types): "“\(key)” is only for the type \(list(types, "or"))"
        case .boundsCrossed(let least, let most): "at-least (\(least)) is more than at-most (\(most))"
        case .notAMap(let subject, let found):
            "\(name(subject)) needs keys with values, indented below it; found \(name(found))"
        case .wrongShape(let form, let found): "\(name(form)) must stand here; found \(name(found))"
        case .notAPhrase(let phrase, let found): "\(article(phrase.title[.en])) must stand here; found \(name(found))"
        case .emptyList: "at least one entry must stand here"
        case .unknownWord(let word, let expected, let suggestion):
            "“\(word)” is not known here; possible: \(list(expected, "or"))" + meant(suggestion)
        case .unknownKind(let word, let known, let suggestion):
            "“\(word)” is not a kind of step; possible: \(list(known, "or"))" + meant(suggestion)
        case .badName(let text, let suggestion):
            "“\(text)” cannot be a name: names have lower-case letters, digits and hyphens and begin with a letter"
                + meant(suggestion)
        case .reservedWord(let word): "“\(word)” is a word of the language and cannot be a name"
        case .notANumber(let text, let range):
            "“\(text)” is not a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .titleWithoutLanguage(let text):
            "the text “\(text)” needs its language: write “vi: …” and “en: …” on lines of their own below"
        case .unknownLanguage(let code): "“\(code)” is not a language code; languages are written vi, en, …"
        case .emptyText: "a text is missing here"
        case .missingTranslation(let code): "this title has no “\(code):”, which “languages” asks for"
        case .phrase(let form, let found, let expected, let suggestion):
            phrase(form, found, expected) + meant(suggestion)
        case .commaInPhrase: "a phrase contains no comma; write each phrase on a line of its own, after “- ”"
        case .noBreakSpace: "a no-break space stands here, which looks like a space and is none; type a space instead"
        case .runsOn: "the value runs on into the next line; is a colon missing there, or the indentation too deep?"
        case .curlyQuote: "a curly quotation mark stands here; phrases are written without quotation marks"
        case .months: "a length of time cannot be given in months, which differ; write weeks or days"
        case .noSuchDate(let date): "\(date) does not exist in the calendar"
        case .dateFormat(let text, let suggestion):
            "“\(text)” is not a date; dates are written year-month-day, such as 2026-03-12" + meant(suggestion)
        case .timeFormat(let text, let suggestion):
            "“\(text)” is not a time; times are written 08:00 to 23:59" + meant(suggestion)
        case .notInEveryMonth(let day):
            "not every month has a day \(day); write a day from 1 to 28, or “last day of the month”"
        case .zero: "the number must be at least 1; for the day itself write “same day as …” or “on the day”"
        }
    }

    static func fix(_ problem: LanguageProblem) -> String? {
        switch problem {
        case .unknownKey(_, _, let suggestion?, _): "write “\(suggestion):”"
        case .missingKey(let field, _):
            field.example.hasPrefix("\n")
                ? "add “\(field.key):” with its lines below it" : "add “\(field.key): \(field.example)”"
        case .missingValue(let field):
            field.example.hasPrefix("\n") ? nil : "for example “\(field.key): \(field.example)”"
        case .unknownWord(_, _, let suggestion?), .unknownKind(_, _, let suggestion?), .badName(_, let suggestion?),
            .dateFormat(_, let suggestion?), .timeFormat(_, let suggestion?), .phrase(_, _, _, let suggestion?):
            "write “\(suggestion)”"
        case .phrase(let form, _, _, nil): form.examples.first.map { "for example “\($0)”" }
        case .titleWithoutLanguage(let text): "write “vi: \(text)” on the next line, two spaces further in"
        case .languageVersion: "write “plenum: 1”"
        default: nil
        }
    }

    // MARK: Parts of sentences

    private static func meant(_ suggestion: String?) -> String {
        suggestion.map { "; did you mean “\($0)”?" } ?? ""
    }

    private static func phrase(_ form: PhraseForm, _ found: String?, _ expected: [Expectation]) -> String {
        let what = article(form.title[.en])
        let possible = list(expected.map(name), "or")
        if let found {
            return expected == [.end]
                ? "\(what) ends before “\(found)”, which does not belong to it"
                : "\(what) cannot be read at “\(found)”; possible here: \(possible)"
        }
        return "\(what) is not complete; next could stand: \(possible)"
    }

    private static func name(_ expectation: Expectation) -> String {
        switch expectation {
        case .word(let word): "“\(word)”"
        case .number: "a number"
        case .name: "a name"
        case .date: "a date such as 2026-03-12"
        case .time: "a time such as 08:00"
        case .unit: "“working days”, “days”, “weeks”, “hours” or “minutes”"
        case .people: "people"
        case .value: "a value"
        case .end: "nothing more"
        }
    }

    static func name(_ subject: Subject) -> String {
        switch subject.kind {
        case .definition: "the definition"
        case .input: "the input “\(subject.name)”"
        case .column: "the column “\(subject.name)”"
        case .step: "the step “\(subject.name)”"
        case .outcome: "the outcome “\(subject.name)”"
        case .figure: "the figure “\(subject.name)”"
        case .otherwise: "“otherwise”"
        case .number: "“number”"
        }
    }

    private static func name(_ shape: Shape) -> String {
        switch shape {
        case .nothing: "nothing"
        case .text(let text): "the text “\(shortened(text))”"
        case .map: "keys with values"
        case .list: "a list"
        }
    }

    private static func name(_ form: Form) -> String {
        switch form {
        case .text: "a text"
        case .name: "a name"
        case .number: "a number"
        case .word(let words): list(words.map { "“\($0)”" }, "or")
        case .phrase(let phrase): article(phrase.title[.en])
        case .title: "a text in each language (“vi: …”, “en: …”)"
        case .list: "a list"
        case .oneOrMore(let form): name(form) + ", or a list of them,"
        case .named, .group: "keys with values, indented below,"
        case .step: "a step"
        }
    }

    private static func article(_ noun: String) -> String {
        if noun == "people" { return "people" }
        return ("aeiou".contains(noun.prefix(1)) ? "an " : "a ") + noun
    }

    static func list(_ words: [String], _ last: String) -> String {
        guard let end = words.last else { return "" }
        return words.count == 1 ? end : words.dropLast().joined(separator: ", ") + " \(last) " + end
    }
}

/// A character's number as Unicode writes it, `U+00A0`.
func hex(_ code: UInt32) -> String {
    let digits = String(code, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
}

/// The beginning of a text that would be too long in a sentence.
func shortened(_ text: String) -> String {
    let line = text.split(separator: "\n", maxSplits: 1).first.map(String.init) ?? ""
    return line.count <= 40 && line.count == text.count ? text : String(line.prefix(40)) + "…"
}
