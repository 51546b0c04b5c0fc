import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Builds the staff pages into web/dist, from where the server gives them out under /staff/. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/staff/',
  plugins: [react()],
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2022', sourcemap: false },
})
