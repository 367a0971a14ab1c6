# 机器人自己说的话（中文）。国际处的答复在 knowledge/ 里。

# 信息的性质
sample = *示例，请以国际处通知为准：此处内容为演示而编写，尚未核实。*
mark-national = *国家规定或公共服务信息，使用前请以官方渠道为准。*
mark-host = *由接收方决定，以对方的规定为准。*
stale = 这条信息最近一次核实是在{ $verified }，可能已有变化，所以这里不给日期和金额。
stale-unverified = 这条信息已有一段时间没有核实，所以这里不给日期和金额。
ask-owner = 请咨询{ $desk }。{ $contact }
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
window-stage = { $applied ->
    [yes] 已报名者请留意：{ $name }
   *[no] { $name }
  }，{ $closes }
window-stage-from = { $applied ->
    [yes] 已报名者请留意：{ $name }
   *[no] { $name }
  }，{ $opens }至{ $closes }
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
board-period-throughout = **一直可以报名**
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
help = 直接打字提问，或点下面的主题。得到答复后可以接着问：“那要多少钱？”

  /topics 全部主题 · /language 中文或 English · /help 本页

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

# 变动
title-round = { $entity } · { $window }
title-stage = { $entity } · { $window }：{ $stage }
span-from-to = { $opens }至{ $closes }
span-from = { $opens }起，未设截止日期
span-until = { $closes }截止
change-closing = **{ $name }**时间有调整：原定{ $was }截止，现改为{ $closes }截止。
change-longer = **{ $name }**时间有调整：原已于{ $was }截止，现延长至{ $closes }。
change-over = **{ $name }**时间有调整：原定{ $was }截止，现已于{ $closes }截止。
change-opening = **{ $name }**时间有调整：原定{ $was }开放，现改为{ $opens }开放。
change-opening-again = **{ $name }**时间有调整：原已于{ $was }开放，现改为{ $opens }开放。
change-dates = **{ $name }**时间有调整。原定：{ $was }。现改为：{ $then }。
change-opened = **{ $name }**提前开放了：原定{ $was }开放。现在的时间：{ $then }。
change-announced-to-be-announced = **{ $name }**的时间已公布：{ $then }。
change-announced-rolling = **{ $name }**的时间已公布。此前全年可申请，现在的时间：{ $then }。
change-announced-dated = **{ $name }**的时间已公布：{ $then }。
change-announced-next = **{ $name }**有了新一批：{ $then }。
change-cancelled = **{ $name }**已取消。
change-withdrawn = **{ $name }**的时间暂不确定，新的时间另行公布。
change-rolling = **{ $name }**不再设截止日期，全年都可以申请。
change-before = { "" }原定：{ $was }。
