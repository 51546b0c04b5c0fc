export interface KeyGroup { title: string; keys: readonly (readonly [key: string, meaning: string])[] }

/** What the help shows. The keys themselves are bound where they act. */
export const KEY_GROUPS: readonly KeyGroup[] = [
  { title: '到处', keys: [['?', '显示这张表'], ['q', '回到刚才的列表'], ['u', '撤回最近一批（十分钟内）'], ['Esc', '关闭打开的表单，填的内容会留着']] },
  {
    title: '列表',
    keys: [
      ['j  k', '下一件、上一件'], ['Enter', '打开办件'], ['a', '打开并直接办下一步（受理、审查、准予……）'], ['x', '选中或不选这一件，到下一件'], ['X', '选中这一页'],
      ['b', '选中的一起办下一步'], ['h', '选中的交给同事'], ['p', '打印选中的文书'], ['r', '刷新'], ['/', '筛选'],
    ],
  },
  {
    title: '办件',
    keys: [
      ['a', '办下一步（受理、审查、准予、制证、送达）'], ['按钮上的字母', '办那一步'], ['[  ]', '上一份、下一份材料'], ['x', '这份材料符合，看下一份'], ['Shift + x', '全部材料符合'],
      ['1 … 9', '勾选或取消这份材料的第几条'], ['h', '交给同事或自己接过来'], ['v', '在新窗口打开这份材料'], ['n', '打开下一件'], ['r', '刷新'],
    ],
  },
  { title: '表单', keys: [['Ctrl + Enter', '提交'], ['Tab', '下一项']] },
]
