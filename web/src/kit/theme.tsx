import { ConfigProvider, theme as antd, type ThemeConfig } from 'antd'
import chinese from 'antd/locale/zh_CN'
import { createContext, useContext, useLayoutEffect, useMemo, type ReactNode } from 'react'
import { useLook, type Look } from './look.ts'
import { CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, type Palette } from './tokens.ts'

interface Mode { look: Look; setLook: (change: Partial<Look>) => void }

const ModeContext = createContext<Mode>({ look: { isDark: false, isLarge: false, isContrast: false }, setLook: () => {} })

/** Light or dark, usual or large type, usual or high contrast: as the person chose, or as the system is set. */
export const useMode = (): Mode => useContext(ModeContext)

export function Theme({ children }: { children: ReactNode }) {
  const [look, setLook] = useLook()
  const palette = paletteOf(look)
  useLayoutEffect(() => paint(palette, look), [palette, look])
  const mode = useMemo(() => ({ look, setLook }), [look, setLook])
  const config = useMemo(() => themeOf(palette, look), [palette, look])
  return (
    <ModeContext value={mode}>
      <ConfigProvider locale={chinese} theme={config} button={{ autoInsertSpace: false }}>
        {children}
      </ConfigProvider>
    </ModeContext>
  )
}

function paletteOf({ isDark, isContrast }: Look): Palette {
  if (isContrast) return isDark ? CONTRAST_DARK : CONTRAST_LIGHT
  return isDark ? DARK : LIGHT
}

/** Body type in pixels; everything else is measured by it. */
const SIZES = { usual: 14, large: 20 } as const
const CONTROL_HEIGHTS = { usual: 34, large: 46 } as const
const sizeOf = ({ isLarge }: Look): keyof typeof SIZES => (isLarge ? 'large' : 'usual')

/** Our own styles read the same colours as Ant Design. */
function paint(palette: Palette, look: Look): void {
  const { style } = document.documentElement
  for (const [name, colour] of Object.entries(palette)) style.setProperty(`--${name}`, colour)
  style.setProperty('--size', `${SIZES[sizeOf(look)]}px`)
  style.setProperty('color-scheme', look.isDark ? 'dark' : 'light')
}

/** Nothing moves: a page for two hundred cases a day has no time for it, and some people cannot bear it. */
function themeOf(palette: Palette, look: Look): ThemeConfig {
  const { ink, faded, paper, line, edge, action, actionFill, done, near, late } = palette
  return {
    algorithm: look.isDark ? antd.darkAlgorithm : antd.defaultAlgorithm,
    token: {
      motion: false, fontSize: SIZES[sizeOf(look)], borderRadius: 6, fontFamily: FONTS, controlHeight: CONTROL_HEIGHTS[sizeOf(look)],
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
        primaryColor: palette.onAction, defaultColor: ink, defaultHoverColor: action, defaultHoverBorderColor: action,
        primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none',
      },
    },
  }
}

const FONTS = "system-ui, -apple-system, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif"
