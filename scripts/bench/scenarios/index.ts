import type { Scenario } from '../scenario.ts';
import { addToCart } from './add-to-cart.ts';
import { categoryPage } from './category-page.ts';
import { checkout } from './checkout.ts';
import { productPage } from './product-page.ts';
import { searchPage } from './search-page.ts';
import { signIn } from './sign-in.ts';

export const scenarios: readonly Scenario[] = [productPage, searchPage, categoryPage, addToCart, checkout, signIn];
