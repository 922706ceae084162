import PlenumCore
import PlenumStore

// Who hears of what is in the way of a task, and that it is out of the way.

/// What a command changes in what is in the way of one task.
struct ObstacleNews {
    let task: TaskCode
    let notice: ObstacleNotice
}

extension Service {
    /// The news in a decided command; nil where it brings none. What it would write is not written yet.
    func obstacleNews(in decided: Decision, _ reader: any StoreReader) throws -> ObstacleNews? {
        for event in decided.events {
            guard case .answered(let body) = event.body, body.answer == nil, let text = event.reason,
                let before = try reader.item(body.code), let after = try decided.context.set.item(body.code)
            else { continue }
            if let obstacle = after.obstacle, obstacle != before.obstacle {
                return ObstacleNews(task: body.code, notice: ObstacleNotice(.reported, text: obstacle))
            }
            if before.obstacle != nil, after.obstacle == nil {
                return ObstacleNews(task: body.code, notice: ObstacleNotice(.cleared, text: text))
            }
        }
        return nil
    }

    /// Whoever can clear it hears what is in the way; whoever does the task hears that it is out of the way. Nobody
    /// is told what they said themselves.
    func announce(
        _ news: ObstacleNews, _ context: InstanceContext, by authority: Authority, _ transaction: any StoreTransaction
    ) throws {
        guard let item = try context.set.item(news.task) else { return }
        let before = try transaction.slots(of: item.code).count { $0.key.rule == news.notice.rule }
        var told: [PersonID: [ReminderKey]] = [:]
        for (person, _) in try audience(of: news.notice, item, context, authority.now)
        where person != authority.actor.by {
            let key = ReminderKey(item, to: person, rule: news.notice.rule, occurrence: before + 1)
            let slot = ReminderSlot(key: key, moment: authority.now, state: .queued)
            if try !transaction.add(slots: [slot]).isEmpty { told[person, default: []].append(key) }
        }
        try enqueue(told, at: authority.now, transaction)
    }
}
