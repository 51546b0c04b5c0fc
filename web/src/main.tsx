import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { watchPresence } from './kit/presence.ts'
import { Theme } from './kit/theme.tsx'
import { StaffApp } from './shell/app.tsx'
import { SessionProvider } from './shell/session.tsx'
import './kit/base.css'
import './shell/frame.css'

watchPresence()
const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
createRoot(root).render(<StrictMode><Theme><SessionProvider><StaffApp /></SessionProvider></Theme></StrictMode>)
