# 机器人自己说的话（中文）。国际处的答复在 knowledge/ 里。

# 信息的性质
sample = *示例，请以国际处通知为准：此处内容为演示而编写，尚未核实。*
sample-known = *示例，尚未核实。*
mark-national = *国家规定或公共服务信息，使用前请以官方渠道为准。*
mark-host = *由接收方决定，以对方的规定为准。*
stale = 这条信息最近一次核实是在{ $verified }，可能已有变化，所以这里不给日期和金额。
stale-unverified = 这条信息已有一段时间没有核实，所以这里不给日期和金额。
ask-owner = 请咨询{ $desk }。{ $contact }
ask-owner-known = 负责：{ $desk }。
verified = *最近核实：{ $verified }。*

# 标题
title = **{ $entity } · { $aspect }**

# 报名窗口
window-opening = **{ $name }**：{ $opens }开放{ $days ->
    [0] （今天）
    [1] （明天）
   *[other] （还有 { $days } 天）
  }。
window-opening-until = **{ $name }**：{ $opens }开放{ $days ->
    [0] （今天）
    [1] （明天）
   *[other] （还有 { $days } 天）
  }，{ $closes }截止。
window-open = **{ $name }**：正在接受申请，{ $closes }截止（还剩 { $days } 天）。
window-open-ended = **{ $name }**：正在接受申请，未设截止日期。
window-closing = **{ $name }**：即将截止，{ $closes }截止（还剩 { $days } 天）。
window-closing-today = **{ $name }**：**今天**截止（{ $closes }）。
window-closed = **{ $name }**：已于{ $closes }截止，下一批尚未公布。
window-closed-next = **{ $name }**：已于{ $closed }截止。下一批预计{ $opens }至{ $closes }。
window-rolling = **{ $name }**：没有固定时间，全年都可以申请。
window-to-be-announced = **{ $name }**：时间待公布。
window-tentative = （暂定）
window-last-working-day = { $today ->
    [yes] 今天是截止前最后一个工作日。
   *[no] 截止前最后一个工作日是{ $last }。
  }
working-days-uncertain = *{ $year }年的法定节假日安排尚未公布，工作日暂时只按周末推算。*
window-going-on = 已截止的这一批，接下来还有：
window-stage = { $name }，{ $closes }
window-stage-from = { $name }，{ $opens }至{ $closes }
window-stay = 在外时间：{ $away }至{ $back }
zone-beijing = *以上均为北京时间{ $whole ->
    [yes] ；未写时刻的，截止日当天 24:00 前有效
   *[no] { "" }
  }。*
zone-other = *以上时间按 { $zone } 时区{ $whole ->
    [yes] ；未写时刻的，截止日当天 24:00 前有效
   *[no] { "" }
  }。*
no-windows = 这一项没有固定的申请时间，计划前请先问{ $desk }。
windows-stale = 这些日期自{ $verified }以后没有再核实，所以这里不列出。
board-open = **现在可以报名**
board-opening = **接下来开放**
board-anytime = **随时可办或待公布**
board-none = 目前没有正在接受申请的项目。
board-closing = **即将截止**
board-anytime-too = **随时可办**
board-line-closing = **{ $entity }**：{ $name }，{ $closes }截止（{ $days ->
    [0] 就在今天
   *[other] 还剩 { $days } 天
  }）
board-line-open = **{ $entity }**：{ $name }，{ $closes }截止（还剩 { $days } 天）
board-line-open-ended = **{ $entity }**：{ $name }，未设截止日期
board-line-opening = **{ $entity }**：{ $name }，{ $opens }开放（{ $days ->
    [0] 今天
    [1] 明天
   *[other] 还有 { $days } 天
  }）
board-line-rolling = **{ $entity }**：{ $name }，全年可办
board-line-to-be-announced = **{ $entity }**：{ $name }，时间待公布
board-line-stage = **{ $entity }**·{ $name }：{ $stage }，{ $closes }
board-period = **{ $first }至{ $last }**
board-period-day = **{ $first }**
board-period-closing = **截止**
board-period-opening = **开放**
board-period-throughout = **这段时间内都可以报名**
board-period-stages = **已报名者请留意**
board-period-none = 这段时间没有项目开放或截止。
board-period-next = { $what ->
    [opens] 接下来最早开放的是“{ $entity }”的{ $name }：{ $day }。
   *[closes] 接下来最早截止的是“{ $entity }”的{ $name }：{ $day }。
  }

# 没有的内容
not-here = “{ $entity }”没有“{ $aspect }”这一项，多半不适用。可以看看这些：
attachments = 附件：{ $names }
for-student = *“{ $entity }”是面向学生的项目，以下内容供您参考。*
for-teacher = *“{ $entity }”面向教职工，以下内容按教职工的情况说明。*

# 结果
choices = 你想问的是下面哪一个？
choices-which = 你说的是哪一个？
choices-of = **{ $entity }**的哪一方面？
choices-none = 那换个说法告诉我，或者让老师来看。
doubt = 如果有人遇到危险，先打电话：国内报警 **110**、急救 **120**；在国外拨当地紧急电话（欧洲 112，北美 911）。
    外交部领事保护 24 小时热线：**+86-10-12308**。告诉我发生了什么，我来说该怎么做。
doubtful = 我不太确定你问的是这个；不是的话换个说法，或者找人问。
person-desk = 可以找人帮你：**{ $desk }**，{ $contact }
person-today = 今天上班。办公时间：{ $hours }
person-closed = 今天不上班，下一个工作日是{ $day }。可以先留言，上班后会回复你。办公时间：{ $hours }
person-night = 遇到紧急情况别等：国内 **110**、**120**，国外拨当地报警电话，领事保护 **+86-10-12308** 全天有人接。
done-of = 记下了：{ $name }不再提醒。后面还有的步骤，到时候会告诉你。
done-nothing = 你没有关注{ $name }，本来也不会有提醒。
snooze-nothing = 现在没有可以推迟的提醒。要不要让我安静一段时间？
smalltalk-ok = 有问题随时接着问。
words-language-en = english|英文|英语|英語
words-language-zh = chinese|mandarin|中文|汉语|漢語|普通话
words-level-low = english is poor|english is bad|poor english|bad english|english not good|weak english|english is weak|no english|英语差|英语很差|英语不好|英语不行|英文不好|英语烂|英语渣
words-first = the first one|the first|first|1st|the 1st|first one|number one|no 1|option 1|1|a|第一个|第一個|前面那个|前一个|头一个|第一
words-second = the second one|the second|second|2nd|the 2nd|the other one|second one|number two|no 2|option 2|2|b|第二个|第二個|后面那个|後面那個|后一个|后头那个|第二
words-third = the third one|the third|third|3rd|third one|number three|no 3|option 3|3|c|第三个|第三個|第三
words-fourth = the fourth one|the fourth|fourth|4th|fourth one|number four|no 4|option 4|4|d|第四个|第四個|第四
words-last = the last one|last one|the last|最后一个|最後一個|最后那个
words-none = none|none of these|none of them|neither|no none|nope none of those|not these|都不是|都不對|都不对|没有一个|没一个对|一个都不是
words-yes = yes|yeah|yep|yup|right|correct|exactly|that one|yes please|是|是的|对|對|对的|嗯对|就这个|就是这个|没错
unknown = 这个我不知道，也不想乱猜。
unknown-person = 可以问{ $desk }：{ $contact }
elsewhere = 这件事由**{ $office }**负责。{ $contact }
failed = 抱歉，我这边出了点问题，不是你的错。请再问一次；如果还是不行，请把这个编号告诉国际处：{ $id }
empty = 我没有看到文字。用中文或英文写一两句话问我就行。
only-text = 我只看得懂文字。把问题用几个字写出来，中英文都行，我来查。
old-button = 这个按钮来自较早的消息，已经失效了。下面是最新菜单。
still-learning = （我刚启动，还在学习国际处答复的含义，这几秒钟先按字面匹配。）
too-many = 你发得很快，每条我都会回，可能稍慢一点。

# 欢迎、帮助、菜单
welcome = **你好，我是“开放之窗”Open Window**，国际合作与交流处的问答助手。

  用你自己的话问我就行，中英文都可以，比如：

  - 交换生什么时候截止？
  - How much is the summer tour?
  - 在国外护照丢了怎么办

  标着“示例”的内容要向国际处核实。我不乱猜：不知道就说不知道，并告诉你该找谁。

  你关注的项目，截止前我会提醒；国际处的通知我也会转达。不想收可以在 /settings 里停，/privacy 说明保存了什么。
help = 直接打字提问，或点下面的主题。得到答复后可以接着问：“那要多少钱？”

  说一句“交换生截止前提醒我”，或点答复下面的按钮，到时候我会告诉你。

  /topics 全部主题 · /deadlines 现在能报什么 · /fit 哪个适合我 · /plan 何时准备 · /compare 两个对比 · /card 家长卡片 · /timeline 一年一图 · /calendar 导入手机日历 · /following 我的关注 · /news 仍有效的通知 · /settings 消息与免打扰 · /privacy 保存了什么 · /language 中文或 English

  想找人：输入“转人工”。境外紧急情况：先拨当地报警或急救电话，再拨 +86-10-12308。
topics = 想了解哪方面？
topics-programmes-student = **学生项目**
topics-programmes-teacher = **教师项目**
topics-services = **服务事项**
topics-entity = **{ $entity }**：想了解哪方面？
role-question = 先问一句，方便我把对你有用的放在前面：你是？（可以跳过）
role-student = 我是学生
role-teacher = 我是教职工
role-partner = 我是合作方或来访者
role-nobody = 不想说
role-set-student = 好的，学生项目会排在前面。
role-set-teacher = 好的，与教职工有关的内容会排在前面。
role-set-partner = 好的，来访与合作的内容会排在前面。
role-set-nobody = 没关系。
language-question = 用哪种语言？ Which language shall I speak?
language-set = 好的，以后用中文。用英文提问时仍会用英文回答。
language-name = 中文

# 按钮
button-more = 继续看 ▾
button-topics = 全部主题
button-aspects = 更多相关问题
button-person = 找人问
button-language = 中文 / English
button-role = 我的身份
button-dates = 现在能报什么？

# 控制台
console-hello = 开放之窗。直接输入问题；输入数字等于点那个按钮；:quit 退出。
console-unknown-button = 这里没有 { $number } 号按钮。
console-goodbye = 再见。

# Telegram 菜单里的命令
command-topics = 浏览全部主题
command-language = 中文 / English
command-help = 使用说明
command-start = 开始

# 关注
followed = 已关注**{ $name }**。截止前、开放时、日期有变时，我都会告诉你。
followed-when = 按目前的日期，你会收到：
followed-no-date = 目前还没有日期，一有消息就告诉你。
expect-days = { $when }：{ $days ->
    [0] 截止当天
   *[other] 截止前 { $days } 天
  }（{ $name }）
expect-last-working-day = { $when }：截止前最后一个工作日（{ $name }）
expect-opens = { $when }：开放（{ $name }）
followed-but-stopped = 你目前停用了主动消息，恢复之前什么都不会收到。
unfollowed = 已取消关注**{ $name }**，还没发出的提醒也一并取消了。
follow-which = 要我提醒你哪一个？
follow-unknown = 没有找到叫“{ $name }”又有日期的项目，请从下面选：
following = **你关注的：**
following-none = 你还没有关注任何项目。选一个，截止前和日期变动时我会告诉你：
following-gone = { $name }：已不在我们的项目里，不会再有消息。
following-next = 下次提醒：{ $when }。
snoozed = 好，明天这个时候再提醒你。
closed-done = 恭喜！这一批的**{ $name }**不再提醒，下一批另算。
closed-skip = 这一批的**{ $name }**不再提醒，以后的批次还会提醒；要改请看 /following。
closed-over = 这一批已经结束，或者日期有变，没有需要停掉的提醒。
why = **上一条消息为什么发给你：**
why-nothing = 在保存期限内，我没有主动给你发过消息。
why-days = { $name }：你关注了它，规则是{ $days ->
    [0] 截止当天
   *[other] 截止前 { $days } 天
  }提醒。
why-last-working-day = { $name }：你关注了它，规则是在截止前最后一个工作日提醒。
why-opens = { $name }：你关注了它，规则是开放时通知。
why-change = { $name }：你关注了它，国际处改了日期。
why-limits = 我每周最多主动发 { $most } 次，不在你的免打扰时段发，同一天的内容合成一条。
button-follow = 🔔 提醒我
button-following = 我的关注
button-unfollow = 不用提醒了
button-unfollow-one = ✕ { $name }
button-only = 只关注：{ $name }
button-done = ✓ 我已申请
button-done-one = ✓ { $name }已办
button-skip = 与我无关
button-snooze = 明天再提醒
button-dates-of = 全部日期
button-why = 为什么发给我？

# 设置与隐私
settings = **我主动发的消息**
letters-on = 正常发送：你关注的提醒，以及国际处的通知。
letters-off = 已停止：不再主动发任何消息。
letters-paused = 已暂停，到{ $until }为止。
settings-quiet = 免打扰：{ $hours }（{ $zone }）
settings-year = 年级：大{ $study ->
    [1] 一
    [2] 二
    [3] 三
   *[other] 四
  }
quiet-never = 不设免打扰
quiet-question = 哪个时段不要打扰你？（也可以直接输入，例如 /quiet 21:30-07:00）
zone-question = 你在哪个时区？（也可以直接输入，例如 /zone Europe/Rome）
year-question = 你现在读几年级？
year-button = 大{ $study ->
    [1] 一
    [2] 二
    [3] 三
   *[other] 四
  }
pause-question = 要暂停多久？期间的内容会在之后合成一条发给你，已经过期的就不发了。
adjusted = 好了。
adjust-unknown = 这个值我没看懂。目前的设置是：
button-settings = 设置
button-pause = 暂停{ $days ->
    [7] 一周
    [30] 一个月
   *[other]  { $days } 天
  }
button-letters-on = 恢复发送
button-letters-off = 停止所有主动消息
button-quiet = 免打扰时段
button-zone = 时区
button-year = 年级
button-mydata = 你存了我的什么
button-forget = 忘掉我
button-forget-sure = 是，全部删除
button-forget-not = 不，保留
privacy = **我保存什么，保存多久**

  - 你的会话编号，用来回复你；你的语言，以及你愿意告诉我的（身份、年级、院系、时区）。
  - 你关注了什么、发给过你哪些消息，这样才不会重复发。
  - 我们聊到的主题，保存 12 小时，这样你才能接着问“那要多少钱”。
  - 我答不上来的问题，保存 { $days } 天，不记是谁问的；证件号、电话、邮箱都会遮掉。
  - 发出的消息和发送记录，保存 { $days } 天。
  - 你发来但我没能处理的消息，原样保留到工作人员处理完，最多 { $days } 天。
  - 你标记为已处理的批次，保存 { $marks } 天，这样才不再提醒你。
  - 你在清单上勾掉的材料，保存 { $marks } 天，提醒时只说还差什么；护照这类通用的，保存到你取消勾选。
  - 哪些通知到了你这里、是哪几条消息，保存 { $days } 天，这样才能更正或撤回。
  - 工作人员的操作记录（群发、重新读取等），不含你的任何信息，保存 { $audit } 天；工作人员另存其在本软件中的名字和角色。

  除此以外什么都不存，也不转给国际处以外的任何人。消息经过本聊天软件自己的服务器，可能因此传到境外。

  请不要在这里发证件号码或证件照片，需要时带到国际处来。

  /mydata 查看关于你的全部内容，/forget 全部删除。
mydata = **关于你的全部内容如下。** 附件里是同样的内容，供程序读取。
mydata-nothing = 没有保存关于你的任何内容。
forget-question = 要删除关于你的一切吗？你的设置、关注、对话和还没发出的消息会立刻全部消失，无法恢复。
forgotten = 关于你的一切都已删除，也不会再主动给你发消息。你再来说话，我们就从头开始。
bring-not-send = *我看到了像是证件号、卡号、电话或邮箱的内容，没有保存。请不要在这里发这类号码，需要时带到国际处来。*
held-profile = 个人信息
held-conversation = 对话
held-follows = 你关注的
held-marks = 已处理的批次
held-papers = 你已备好的材料
held-reminders = 提醒
held-letters = 发给你的消息
held-staff = 你的工作人员身份
held-announcements = 你发的通知
held-received = 你发来的消息
field-channel = 聊天软件
field-address = 会话编号
field-language = 语言
field-chose-language = 语言由你选定
field-role = 身份
field-was-asked-role = 问过身份
field-year = 年级
field-department = 院系
field-zone = 时区
field-quiet = 免打扰时段
field-paused-until = 暂停到
field-muted = 已停止消息
field-gone = 已离开
field-since = 开始于
field-seen = 最近来过
field-subject = 话题
field-topic = 问题
field-marked = 已说明来源的话题
field-offered = 给过的选项
field-last = 最近听懂的
field-belief = 可能在谈的项目
field-updated = 更新于
field-entity = 项目
field-window = 批次
field-mark = 标记
field-place = 用于
field-paper = 材料
field-at = 时间
field-kind = 类别
field-offset = 提前
field-state = 状态
field-reason = 原因
field-created = 写于
field-settled = 了结于
field-name = 姓名
field-begun = 开始
field-body = 内容
field-received = 收到于
value-pending = 待发
value-sending = 发送中
value-sent = 已发送
value-gone = 你已离开
value-failed = 发送失败
value-unknown = 不确定是否送达
value-dropped = 未发送
value-waiting = 待处理
value-handling = 处理中
value-done = 已处理
value-parked = 已搁置
value-enclosed = 已写入消息
value-true = 是
value-false = 否

# 工作人员
staff-reloaded = 文件已重新读取，现在生效。
staff-broken = **文件有错误，仍沿用原来的内容。** 请修改：
staff-parked = 有一条消息处理了三次都失败，已搁置。详情见日志，编号 { $id }。
staff-status = **统计**
staff-resent = { $number ->
    [0] 没有不确定是否送达的消息。
   *[other] 有 { $number } 条消息将重新发送。
  }
command-deadlines = 正在报名、即将截止、即将开放
command-following = 我的关注
command-settings = 提醒、免打扰、语言
command-why = 为什么发给我？
command-privacy = 保存了什么，怎么删除

# 变动
title-round = { $entity } · { $window }
title-stage = { $entity } · { $window }：{ $stage }
span-from-to = { $opens }至{ $closes }
span-from = { $opens }起，未设截止日期
span-until = { $closes }截止
change-closing = **{ $name }**：时间有调整，原定{ $was }截止，现改为{ $closes }截止。
change-longer = **{ $name }**：时间有调整，原已于{ $was }截止，现延长至{ $closes }。
change-over = **{ $name }**：时间有调整，原定{ $was }截止，现已于{ $closes }截止。
change-opening = **{ $name }**：时间有调整，原定{ $was }开放，现改为{ $opens }开放。
change-opening-again = **{ $name }**：时间有调整，原已于{ $was }开放，现改为{ $opens }开放。
change-dates = **{ $name }**：时间有调整。原定：{ $was }。现改为：{ $then }。
change-opened = **{ $name }**：提前开放了，原定{ $was }开放。现在的时间：{ $then }。
change-announced-to-be-announced = **{ $name }**：时间已公布，{ $then }。
change-announced-rolling = **{ $name }**：时间已公布。此前全年可申请，现在的时间：{ $then }。
change-announced-dated = **{ $name }**：时间已公布，{ $then }。
change-announced-next = **{ $name }**：有了新一批，{ $then }。
change-cancelled = **{ $name }**：已取消。
change-withdrawn = **{ $name }**：时间暂不确定，新的时间另行公布。
change-rolling = **{ $name }**：不再设截止日期，全年都可以申请。
change-before = { "" }原定：{ $was }。

# 提醒
reminder-digest = **你关注的日期**
reminder-closes = **{ $name }**：{ $days ->
    [0] 今天截止
    [1] 明天截止
   *[other] 还有 { $days } 天截止
  }，{ $closes }。
reminder-ends = **{ $name }**：{ $days ->
    [0] 今天结束
    [1] 明天结束
   *[other] 还有 { $days } 天结束
  }，{ $closes }。
reminder-is = **{ $name }**：{ $days ->
    [0] 就是今天
    [1] 就是明天
   *[other] 还有 { $days } 天
  }，{ $closes }。
reminder-opened = **{ $name }**：{ $days ->
    [0] 今天开放申请。
    [1] 昨天已开放申请。
   *[other] 已于 { $days } 天前开放申请。
  }
reminder-until = { $closes }截止。
reminder-working-day = 截止前最后一个工作日是{ $last }。
reminder-working-day-today = 今天是截止前最后一个工作日。
reminder-working-day-uncertain = （当年的法定节假日安排尚未公布，暂时只按周末推算。）
reminder-late = 抱歉，这条提醒来晚了，本应在{ $when }发出。
reminder-late-some = 抱歉，其中有些提醒来晚了。
reminder-stop = *你关注了“{ $name }”，所以收到这条提醒。取消或调整：/following · 依据哪条规则：/why*
reminder-stop-all = *你关注了以上各项，所以收到这条提醒。取消或调整：/following · 依据哪些规则：/why*

# Announcements
language-en = 英文
language-zh = 中文
cast-notice = **通知 { $number }**（草稿）
cast-correction = **更正 { $number }**（草稿）
cast-text = { $language }：“{ $words }”{ $media }
cast-media = ，附 { $number } 个文件
cast-text-missing = { $language }：还没有内容
cast-to = 发给：{ $whom }
cast-everyone = 所有人
cast-or = 或
cast-and = ，且
cast-not = 不含{ $whom }
cast-ids = 名单上的 { $number } 人
cast-followers = 关注“{ $name }”的人
cast-role-student = 学生
cast-role-teacher = 教师
cast-role-partner = 合作方
cast-at-once = 时间：确认后立即发送
cast-at = 时间：{ $at }
cast-weekly = 时间：从 { $at } 起每周一次，到 { $until } 为止
cast-monthly = 时间：从 { $at } 起每月一次，到 { $until } 为止
cast-urgent = 紧急：不避开免打扰时段
cast-not-urgent = 不紧急：处于免打扰时段的人稍后收到
cast-holds = 有效期到 { $day }：在此之前新加入的人也能看到
cast-holds-not = 以后加入的人看不到
cast-ask-text = 请把通知的{ $language }版发给我，写成什么样就发成什么样：带格式的文字、图片、文件，或带说明的一组图片。你接下来发的内容就是通知。
cast-ask-correction = 请把更正后的{ $language }版发给我。凡是已送达通知 { $number } 的地方都会改成新内容，并注明“更正”。
cast-ask-ids = 请把名单发给我，用空格、逗号或换行隔开。你接下来发的内容就是名单。
cast-ask-at = 什么时候发？例如：明天9点、周五下午两点半、11月30日9:00、两小时后。
cast-ask-until = 重复到哪一天为止？例如：1月31日。
cast-ask-valid = 有效期到哪一天？例如：11月30日。
cast-not-that = 这种内容我没法转发。文字、图片、视频、文件、一组图片、语音和贴纸都可以，请换一种发给我。
cast-edited = 你改了那条消息，草稿也跟着改了。之前的测试不再算数。
cast-ids-none = 没有找到编号。编号是聊天的数字，例如 123456789；一次最多 { $most } 个。
cast-ids-odd = 这些不是编号，已略过：{ $odd }
cast-time-unclear = 这个时间我没看懂。可以这样写：明天9点、周五下午两点半、11月30日9:00、两小时后。
cast-time-past = { $at }已经过了，请选一个以后的时间。
cast-day-past = { $day }太早了，请选晚一点的日子。
cast-whom = 发给：**{ $whom }**

  { $number ->
    [0] 目前一个人也没有。
   *[other] 目前共 { $number } 人。
  }
cast-tap-twice = 点一下选中（✓），再点一下排除（✗），第三下取消。
cast-when = 要换个时间吗？
cast-holds-question = 以后才加入的人，也可以看到仍然有效的通知。这条通知有效到什么时候？
cast-preview = 预览（{ $language }）：
cast-corrected = 更正
cast-look = **最后确认：通知 { $number }**
cast-people = { $number ->
    [0] 没有人会收到。
   *[other] 共 { $number } 人收到。
  }
cast-people-of = { $channel }，{ $language }版：{ $number } 人
cast-others-read = 没有{ $language }版：使用这种语言的人会收到另一种
cast-corrects-waiting = 还没收到原文的人直接收到新内容
cast-tested = 已测试：你已发给自己看过
cast-untested = 还没有测试
cast-second = 人数较多，需要另一位发布员同意
cast-sure = 你还没有看过它发出来的样子。先发给自己看看？
cast-test-sent = 测试消息马上发给你，和大家将收到的一模一样。
cast-wordless = 还没有内容。
cast-changed = 按钮生成之后内容有变化，所以什么也没有发。请再看一遍：
cast-over = 这件事已经定了，没有再做什么。
cast-not-yours = 草稿只能由作者修改。没有做任何改动。
cast-own = 需要由另一个人同意，不能是你自己。
cast-away = 草稿 { $number } 已丢弃，什么也没有发。
cast-gone = 通知 { $number } 已经不在了。
cast-done-begun = 通知 { $name } 开始发送，共 { $number } 人。
cast-done-planned = 通知 { $name } 已排定；按今天的情况共 { $number } 人。
cast-done-waits = 通知 { $name } 在等另一位发布员同意。已询问 { $number } 位，第一位同意后即发送。
cast-done-grown = 什么也没有发：通知 { $name } 现在会发给 { $number } 人，比你看到的多。请再看一遍。
cast-done-nobody = 什么也没有发：没有人会收到通知 { $name }。
cast-done-wordless = 什么也没有发：通知 { $name } 没有内容。
cast-done-over = 通知 { $name } 已经发出或已有改动，没有再做什么。
cast-done-past = 什么也没有发：通知 { $name } 选定的时间已经过了。请另选时间。
cast-no-second = 人数超过 { $most }，需要另一位发布员同意，但目前没有。请负责人用 /staff 邀请一位。什么也没有发，草稿还在。
cast-asks = **{ $name }** 请你同意发送通知 { $number }。内容就在上面，和将要发出的一样。
cast-agreed = 通知 { $number }：另一位发布员已同意。
cast-given-back = 通知 { $number } 被另一位发布员退回，现在又是草稿了：/broadcasts
cast-refused = 通知 { $number } 已退回给作者，什么也没有发。
cast-author-left = 通知 { $number } 的作者已无权发送，所以取消了。
cast-did-hold = 通知 { $number } 已暂停。
cast-did-resume = 通知 { $number } 继续发送。
cast-did-cancel = 通知 { $number } 已中止。已收到的人保留，其他人不再收到。
cast-too-old = 通知 { $number } 发出已超过 48 小时，无法撤回。仍可用 /correct 更正。
cast-draft = 草稿 { $number }：“{ $title }”
cast-awaiting = 等待另一位发布员：{ $number }，“{ $title }”
cast-scheduled = 已排定：{ $number }，“{ $title }”
cast-sending = 正在发送：{ $number }，“{ $title }”
cast-paused = 已暂停：{ $number }，“{ $title }”
cast-cancelled = 已中止：{ $number }，“{ $title }”
cast-done = 已发送：{ $number }，“{ $title }”
cast-missed = 未发送：{ $number }，“{ $title }”
cast-is-correction = 更正通知 { $number }
cast-is-recall = 撤回通知 { $number }
cast-begun = 开始于 { $at }
cast-count-sent = 已发 { $number }
cast-count-blocked = 已屏蔽 { $number }
cast-count-failed = 失败 { $number }
cast-count-unknown = 不确定 { $number }
cast-count-dropped = 略过 { $number }
cast-count-left = 剩余 { $number }
cast-asleep = 其中 { $number } 人处于免打扰时段，过后会收到。
cast-pace = 每秒 { $rate } 条，大约还要 { $minutes } 分钟
cast-missed-late = 通知 { $number } 没能按时发出，已经过了一天以上，所以没有发。如果内容仍然有效，请重新发送。
cast-missed-author = 通知 { $number } 没有发：作者已无权发送。
cast-missed-second = 通知 { $number } 到时间了，但人数已超过一个人可以发送的上限，需要另一位发布员同意：/broadcasts
cast-report = **报告：通知 { $number }**，“{ $title }”
cast-took = 从 { $begun } 到 { $ended }。
cast-retired = { $number } 人已屏蔽机器人或账号已注销，以后不再发送。
cast-unknown = 有 { $number } 条不确定是否送达。系统不会自动重发，可用 /resend 重发。
cast-stops = 之后停止接收的人：{ $number }（{ $rate } %）。
cast-stops-warn = ⚠ 之后停止接收的人：{ $number }（{ $rate } %），比平时多。这条通知真的和所有这些人有关吗？
cast-stops-alarm = 🔴 之后停止接收的人：{ $number }（{ $rate } %），太多了。下一条请把范围选小一些，或者少发几次。
cast-chart = 通知 { $number }，共 { $people } 人
cast-chart-axis = 已送达
cast-bar-sent = 已发送
cast-bar-blocked = 已屏蔽
cast-bar-failed = 失败
cast-bar-unknown = 不确定
cast-bar-dropped = 略过
cast-bar-stopped = 之后停止接收
cast-column-channel = 渠道
cast-column-chat = 聊天编号
cast-column-language = 语言
cast-column-state = 结果
cast-column-reason = 原因
cast-column-at = 时间
cast-list = **通知**
cast-none = 还没有通知。
cast-correct-which = 要更正哪一条？
cast-correct-none = 没有可以更正的通知。
cast-recall-sure = { $people ->
    [0] **要撤回通知 { $number } 吗？** 目前还没有送达任何人，撤回后不再发送。
   *[other] **要撤回通知 { $number } 吗？** 它会从 { $people } 个聊天中消失，其他人也不再收到。
  }
button-cast-take-back = { $number ->
    [0] 撤回
   *[other] 从 { $number } 个聊天中撤回
  }
button-cast-leave = 不撤回
cast-recall-which = 要撤回哪一条？凡是送达的地方都会消失。
cast-recall-none = 最近 48 小时内没有可以撤回的通知。
button-cast-text = 添加{ $language }版
button-cast-text-anew = 修改{ $language }版
button-cast-to = 发给谁
button-cast-when = 什么时候
button-cast-holds = 有效期
button-cast-urgent = 设为紧急
button-cast-not-urgent = 不紧急
button-cast-look = 看一看 ▸
button-cast-away = 丢弃
button-cast-back = ◂ 回到草稿
button-cast-everyone = 所有人
button-cast-by-lang = 语言
button-cast-by-role = 身份
button-cast-by-year = 年级
button-cast-by-dept = 院系
button-cast-by-follows = 关注的项目
button-cast-by-ids = 编号名单
button-cast-by-more = 再加条件…
button-cast-ids-in = 只发给名单
button-cast-ids-not = 名单除外
button-cast-at-once = 立即
button-cast-at = { $at }
button-cast-type = 输入时间
button-cast-once = 只发一次
button-cast-weekly = 每周
button-cast-monthly = 每月
button-cast-weeks = 持续 { $number } 周
button-cast-type-end = 输入日期
button-cast-days = { $days ->
    [7] 一周
    [14] 两周
    [30] 一个月
   *[other] { $days } 天
  }
button-cast-holds-not = 以后不再提供
button-cast-test = 先发给我看看
button-cast-send = 立即发给 { $number } 人
button-cast-plan = 定于 { $at }
button-cast-ask = 请另一位发布员同意（{ $number } 人）
button-cast-agree = 同意：{ $number } 人
button-cast-second = 查看并同意
button-cast-refuse = 退回
button-cast-hold = 暂停
button-cast-resume = 继续
button-cast-cancel = 中止
button-cast-open = 打开草稿
button-cast-report = 报告
button-cast-details = { $number } …
button-cast-correct = 更正
button-cast-recall = 撤回
button-cast-new = 新通知

# Staff
staff-help = **工作人员**
staff-command-broadcast = 发通知
staff-command-broadcasts = 通知的进展和报告
staff-command-correct = 更正已发出的通知
staff-command-recall = 48 小时内撤回通知
staff-command-reload = 重新读取资料文件
staff-command-status = 问题和消息的统计
staff-command-resend = 重发不确定是否送达的消息
staff-command-staff = 工作人员名单
staff-may-not = 你没有（或不再有）这个权限。权限由负责人分配。
staff-list = **工作人员**
staff-line = { $name }（{ $id }）：{ $role }
staff-line-fixed = { $name }（{ $id }）：{ $role }，由运维设定
staff-rights = 各自的权限：
staff-title-owner = 负责人
staff-title-announcer = 发布员
staff-title-editor = 编辑
staff-title-desk = 前台
staff-role-owner = 负责人：全部权限，并管理工作人员
staff-role-announcer = 发布员：发通知、看统计、重发不确定的消息
staff-role-editor = 编辑：重新读取文件、看统计
staff-role-desk = 前台：看统计
staff-invitation = 邀请一位{ $role }：只能由一个人用一次，{ $hours } 小时内有效。请只发给这个人。
staff-invitation-over = 这个邀请已被使用或已过期，请索取新的。
staff-joined = 欢迎加入，你现在是{ $role }。用 /help 查看可以做什么。
staff-joined-already = 你已经是{ $role }了，权限比这个邀请更大。邀请仍然有效。
staff-joined-told = { $name } 已加入，身份是{ $role }。
staff-changed = 好了。
staff-removed = 已移除，不再有任何工作人员权限。
staff-left-planned = 因为是由此人排定的，这些通知不再发送：{ $numbers }。如仍需要，请重新创建。
button-staff-one = { $name } …
button-staff-invite = 邀请：{ $role }
button-staff-make = 改为{ $role }
button-staff-remove = 移除
button-staff-all = ◂ 全部人员

# News for people who come later
news = 仍然有效的通知：
news-none = 目前没有仍然有效的通知。
news-there = 有仍然有效的通知。
button-news = 查看通知

# Departments
settings-department = 院系：{ $name }
department-question = 你属于哪个院系？
department-none = 国际处还没有列出院系。
button-department = 院系

# 哪个项目适合我
list-joint = 、
reasons-joint = ；
fit-who = 一起看看哪个项目适合你。你是？
fit-year = 你现在读几年级？
fit-department = 你是哪个院系的？
fit-level = 外语成绩到哪一步了（报名前能拿到的也算）？
fit-direction = 你想要哪一种？
fit-place = 想去哪里？
fit-step = *第 { $number } 题，共 { $total } 题。你的回答我一概不保存。*
fit-who-student = 学生
fit-who-teacher = 教职工
fit-who-partner = 合作方或来宾
fit-answers = *你的情况：{ $given }。*
fit-good = **符合条件的**
fit-none = **没有一个项目完全符合你的情况。**看看下面差在哪里，往往只差一个条件，过段时间就能满足。
fit-other = **不符合的，以及原因**
fit-line = **{ $name }**
fit-unsaid = 没有写明{ $matters }，打算报名前先问一下。
unsaid-year = 年级要求
unsaid-department = 院系要求
unsaid-level = 外语要求
unsaid-direction = 属于哪一类
unsaid-place = 去哪里
fit-fails = **{ $name }**：{ $reasons }
fit-fails-who = 只面向{ $wanted }
fit-fails-year = 只收{ $wanted }年级
fit-fails-department = 只限{ $wanted }
fit-fails-level = 外语至少要“{ $wanted }”
fit-fails-direction = 类型不同（{ $wanted }）
fit-fails-place = 去的地方不同（{ $wanted }）
fit-who-decides = 符合条件不等于入选：校内由国际处选拔，录取由对方学校决定，签证由使领馆决定。
matter-who = 面向
matter-year = 年级
matter-level = 外语最低要求
matter-direction = 类型
matter-place = 去哪里
button-fit = 我能报哪个？
button-fit-skip = 不确定 / 都可以
button-fit-anew = 重新来

# 两个项目对比
compare-first = 要对比哪两个？先选第一个。
compare-second = **{ $name }**，和哪一个比？
compare-title = **{ $one }** 与 **{ $other }** 对比
compare-dates = 什么时候
compare-both = 都一样：{ $text }
compare-unsaid = 没有写明，请问国际处
button-compare = 对比另外两个
button-compare-two = 对比前两个

# 互相冲突的
clashes = **注意冲突**
clash-stays = **{ $one }**和**{ $other }**都要求你{ $first }至{ $last }在外，只能选一个。
clash-touching = **{ $one }**和**{ $other }**之间没有空档：一个{ $first }结束，另一个{ $last }开始。
clash-closing = **{ $one }**和**{ $other }**{ $same ->
    [yes] 同一天截止（{ $first }）
   *[no] 在一周内先后截止（{ $first }、{ $last }）
  }，请早点动手。
clash-paper = **{ $paper }**：{ $first }至{ $last }，**{ $one }**和**{ $other }**都要用原件。请问国际处先给哪一边，或者能不能用公证件、复印件。

# 什么时候开始准备
plan-which = 看哪个项目的准备时间？
plan-title = **什么时候开始准备：{ $name }**
plan-title-closes = **什么时候开始准备：{ $name }**，{ $closes }截止
plan-step = **{ $name }**：最晚**{ $start }**动手（{ $takes }），{ $need }前要拿到
plan-step-today = **{ $name }**：**今天**就要动手（{ $takes }），{ $need }前要拿到
plan-step-now = **{ $name }**：**马上**动手（{ $takes }），刚好赶得上{ $need }
plan-step-late = **{ $name }**：**已经晚了。**本该{ $start }前动手；今天开始办，大约{ $ready }才能拿到，比{ $need }晚 { $days } 天。
plan-step-missed = **{ $name }**：**这一批来不及了。**{ $need }前就该拿到。
plan-still = 还能怎么办：{ $text }
plan-step-undated = **{ $name }**：{ $takes }
plan-undated = 这一批的日期还没定，没法往回推算。各项大约要多久：
plan-undated-rest = 还需要这些，用到的日期还没定：
plan-there = ✓ 已备好：{ $names }
plan-complete = ✓ **清单上的材料都齐了。**记得在截止前交上来。
plan-no-papers = **{ $name }**还没有材料清单。请看“材料”，或者问国际处。
plan-no-round = **{ $name }**目前没有可以往回推算的批次。
plan-uncertain = *其中有的日子所在年份的放假安排还没公布，只扣除了周末，请再提前一点。*
takes-working = 需 { $days } 个工作日
takes-days = 需 { $days } 天
takes-no-time = 当场可办
title-steps = { $entity } – { $window }：准备步骤
title-step = { $entity } – { $window }：{ $step }
reminder-step = **{ $name }**：{ $days ->
    [0] 最晚今天动手
    [1] 最晚明天动手
   *[other] { $days } 天之内动手
  }（{ $closes }）。
reminder-missing = { $name }，你的清单上还差：{ $papers }。
expect-step = { $when }：{ $name }
why-step = { $name }：你要我在该准备材料时提醒你。
button-plan = 什么时候开始准备
button-plan-follow = 🔔 按步骤提醒我
button-plan-unfollow = 不再提醒这些步骤
button-tick = ☐ { $name }
button-tick-off = ☑ { $name }
button-have-it = ✓ 已经有了

# 给家长的卡片
card-which = 要哪个项目的家长说明？
card-none = 还没有写给家长的说明，请直接问国际处。
card-copy = 卡片在下一条，纯文字，复制就能转发给家长。
card-title = 【{ $name }】家长须知
card-what = 是什么：{ $text }
card-when = 时间：{ $text }
card-cost = 费用：{ $text }
card-leader = 谁带队：{ $text }
card-insurance = 保险：{ $text }
card-refusal = 拒签、生病、退出：{ $text }
card-contact = 联系：{ $desk }，{ $contact }
card-confirmed = 最近核实：{ $verified }
card-unconfirmed = 尚未核实，请以国际处通知为准。
card-sample = 示例，未经核实，请以国际处通知为准。
card-stale = 日期和金额未按时核实，这里不写，请问国际处。
button-card = 发给家长

# 一年的图
timeline = 一年的申请时间一图看清。具体条件问我某个项目，或发 /deadlines。
timeline-title = { $year } 年起的申请时间
timeline-title-own = 我关注的项目（{ $year } 年起）
timeline-today = 今天 { $today }
timeline-until = { $day }截止
timeline-open = 接受申请
timeline-uncertain = 示例或暂定
timeline-away = 在外
timeline-nothing = 目前没有确定日期的批次。
month-short = { $month }月
day-short = { $month }{ $day }日
button-timeline = 看图
button-timeline-all = 全部项目

# 个人日历
calendar = 你的日历，共 { $number } 条，带提醒。用手机打开文件即可导入；日期有变时再来取一次，变动的会自动更新。
calendar-none = 你还没有关注任何项目，日历是空的。先关注一个吧。
calendar-empty = 你关注的项目目前都没有确定的日期。
calendar-name = 出国（境）日程
calendar-opens = { $name }：开放
calendar-closes = { $name }：截止
calendar-away = { $name }：在外
calendar-begin = 该动手了：{ $name }
button-calendar = 存入我的日历

# 微信摘要
digest-title = 出国（境）项目近期提醒：{ $first }至{ $last }
digest-stale = 有的项目日期未按时核实，这里没有列出，请问国际处。
digest-ask = 国际合作与交流处。有问题随时问我们，或问智能助手。

quote-ask = 问问“开放之窗”
quote-chat = 想问别的？到私聊里问
quote-unknown = 没有把握的答案，点这里到私聊里问

# 助手能做的事（按钮）
button-mycase = 我的申请进度
act-follow = 提醒我
act-unfollow = 不再提醒
act-following = 我关注的
act-done = 我已报名
act-snooze = 晚点再说
act-pause = 暂停消息
act-stop = 不再收消息
act-resume = 恢复消息
act-mydata = 存了我什么
act-forget = 删除我的数据
act-privacy = 隐私
act-language = 换语言
act-fit = 哪个适合我
act-compare = 对比两个项目
act-plan = 什么时候开始准备
act-card = 给家长的卡片
act-timeline = 全年时间图
act-calendar = 日历文件
act-deadlines = 所有截止日期
act-news = 通知公告
act-help = 我能做什么
act-person = 找人问
