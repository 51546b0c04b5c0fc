import { ConfigProvider, theme as antd, type ThemeConfig } from 'antd'
import chinese from 'antd/locale/zh_CN'
import { createContext, useContext, useLayoutEffect, useMemo, useState, type ReactNode } from 'react'
import { recall, remember } from './memory.ts'
import { DARK, LIGHT, type Palette } from './tokens.ts'

interface Mode { isDark: boolean; setDark: (isDark: boolean) => void }

const ModeContext = createContext<Mode>({ isDark: false, setDark: () => {} })
const DARK_KEY = 'dark'

/** Light or dark, as the person chose, or as the system is set. */
export const useMode = (): Mode => useContext(ModeContext)

export function Theme({ children }: { children: ReactNode }) {
  const [isDark, setIsDark] = useState(isDarkWanted)
  const palette = isDark ? DARK : LIGHT
  useLayoutEffect(() => paint(palette, isDark), [palette, isDark])
  const mode = useMemo(() => ({
    isDark,
    setDark: (wanted: boolean) => {
      remember('local', DARK_KEY, wanted)
      setIsDark(wanted)
    },
  }), [isDark])
  const config = useMemo(() => themeOf(palette, isDark), [palette, isDark])
  return (
    <ModeContext value={mode}>
      <ConfigProvider locale={chinese} theme={config} button={{ autoInsertSpace: false }}>
        {children}
      </ConfigProvider>
    </ModeContext>
  )
}

function isDarkWanted(): boolean {
  return (recall('local', DARK_KEY) ?? matchMedia('(prefers-color-scheme: dark)').matches) === true
}

/** Our own styles read the same colours as Ant Design. */
function paint(palette: Palette, isDark: boolean): void {
  const { style } = document.documentElement
  for (const [name, colour] of Object.entries(palette)) style.setProperty(`--${name}`, colour)
  style.setProperty('color-scheme', isDark ? 'dark' : 'light')
}

/** Nothing moves: a page for two hundred cases a day has no time for it, and some people cannot bear it. */
function themeOf(palette: Palette, isDark: boolean): ThemeConfig {
  const { ink, faded, paper, line, edge, action, actionFill, done, near, late } = palette
  return {
    algorithm: isDark ? antd.darkAlgorithm : antd.defaultAlgorithm,
    token: {
      motion: false, fontSize: 14, borderRadius: 6, fontFamily: FONTS, controlHeight: 34,
      colorPrimary: actionFill, colorSuccess: done, colorWarning: near, colorError: late, colorLink: action, colorInfo: action,
      colorPrimaryHover: palette.actionFillHover, colorPrimaryActive: palette.actionFillHover, colorLinkHover: action,
      colorText: ink, colorTextSecondary: faded, colorTextTertiary: faded, colorTextQuaternary: faded, colorTextPlaceholder: faded,
      colorTextDescription: faded, colorBorder: edge, colorBorderSecondary: line, colorBgContainer: paper, colorBgElevated: paper,
      colorTextHeading: ink, colorIcon: faded, colorIconHover: ink, colorErrorText: late, colorBgMask: 'rgb(0 0 0 / 25%)',
      colorErrorBg: palette.lateSoft, colorErrorBorder: late, colorWarningBg: palette.nearSoft, colorWarningBorder: near,
      colorInfoBg: palette.chosen, colorInfoBorder: action, colorSuccessBg: palette.doneSoft, colorSuccessBorder: done,
    },
    components: {
      Button: {
        defaultColor: ink, defaultHoverColor: action, defaultHoverBorderColor: action,
        primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none',
      },
    },
  }
}

const FONTS = "system-ui, -apple-system, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif"
