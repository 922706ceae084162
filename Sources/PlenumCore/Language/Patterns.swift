/// Regular expressions (ECMA 262) for editors, put together as the grammar is.
enum Patterns {
    static let number = "[0-9]{1,5}"
    static let name = "[^\\s0-9,:\\-][^\\s,:]*"
    static let unit = "(?:working days?|days?|weeks?|hours?|minutes?)"
    static let span = "\(number) \(unit)"
    static let date = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
    static let time = "[0-2][0-9]:[0-5][0-9]"
    static let moment =
        "\(span) (?:before|after) \(name)|same day as \(name)|\(date)|\(name)"
        + "|\(dayOfPeriod)"
    static let weekday = "(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
    static let period = "(?:month|quarter|year)"
    static let dayOfPeriod =
        "day \(number) of the \(period)(?: or the next working day)?|working day \(number) of the \(period)"
        + "|last (?:working )?day of the \(period)"
    static let place = "(?:unit \(name)|\(name))"
    static let people =
        "organiser|everyone|staff|all (?:(?:official|probationary|exempt) )?members"
        + "|(?:(?:official|probationary|exempt) )?members of \(place)|everyone of \(place)"
        + "|\(name) of (?:every )?\(place)|\(name)"
    static let list = "\(name)(?: of \(name)(?: where \(name) is (?:not )?\(name))?)?"
}
